import HTTPTypes
import Hummingbird
import Logging
import Services

/// Every operation of the API.
struct RouteTable: Sendable {
    let routes: [Route]
    private let staff: StaffService

    init(town: Town, intake: IntakeService, live: LiveQueues) {
        staff = StaffService(town: town)
        let queues = QueueService(town: town)
        routes =
            ServerController(health: HealthService(town: town)).routes
            + AppealController(
                intake: intake,
                appeals: AppealService(town: town),
                casework: AppealCasework(town: town)
            ).routes
            + TriageController(triage: TriageService(town: town)).routes
            + QueueController(queues: queues, live: live).routes
            + TicketController(queues: queues, tickets: TicketService(town: town)).routes
            + DirectoryController(
                organisations: OrganisationService(town: town),
                houses: HouseService(town: town),
                categories: CategoryService(town: town),
                contracts: ContractService(town: town)
            ).routes
            + ProjectController(projects: ProjectService(town: town)).routes
    }

    /// Methods that a path is asked with; those that it does not take are answered 405.
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options, .trace, .head]

    /// The router of them, with a 405 for each method that a path does not take.
    func router(logger: Logger) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: RequestMiddleware(logger: logger))
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            for route in routes {
                router.on(RouterPath(path), method: route.method) { [staff] request, context in
                    try await route.handle(Call(request: request, parameters: context.parameters, staff: staff))
                }
            }
            let allowed = routes.map(\.method)
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Problem.methodNotAllowed(allowed)
                }
            }
        }
        return router
    }
}
