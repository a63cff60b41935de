import HTTPTypes
import Hummingbird
import Logging

/// Every operation of the API. The table is the same for every town.
enum RouteTable {
    static let all: [Route] =
        ServerRoutes.all + AppealRoutes.all + DuplicateRoutes.all + TriageRoutes.all + QueueRoutes.all
        + TicketRoutes.all + DirectoryRoutes.all + ProjectRoutes.all + StaffRoutes.all + IntegrationRoutes.all

    /// The router for the table. Routes for GET answer HEAD too.
    static func router(server: ServerServices, logger: Logger) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestMiddleware(logger: logger, methods: methods(of:)))
        for route in all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.respond(to: request, context.parameters, server: server)
            }
        }
        return router
    }

    /// The methods of a path; empty when there is no such path.
    @Sendable private static func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        let methods = all.filter { route in
            let template = route.path.split(separator: "/")
            return template.count == segments.count
                && zip(template, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }.map(\.method)
        return methods.contains(.get) ? methods + [.head] : methods
    }
}
