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
            + DuplicateController(
                similar: SimilarAppealService(town: town),
                casework: AppealCasework(town: town)
            ).routes
            + TriageController(triage: TriageService(town: town)).routes
            + QueueController(town: town, queues: queues, live: live).routes
            + TicketController(queues: queues, tickets: TicketService(town: town)).routes
            + DirectoryController(
                organisations: OrganisationService(town: town),
                houses: HouseService(town: town),
                categories: CategoryService(town: town),
                contracts: ContractService(town: town)
            ).routes
            + ProjectController(projects: ProjectService(town: town)).routes
    }

    /// The router of them; what answers GET answers HEAD too.
    func router(logger: Logger) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestMiddleware(logger: logger, methods: methods(of:)))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { [staff] request, context in
                try await route.handle(Call(request: request, parameters: context.parameters, staff: staff))
            }
        }
        return router
    }

    /// The methods that a path takes; none when there is no such path.
    @Sendable private func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        let methods = routes.filter { route in
            let template = route.path.split(separator: "/")
            return template.count == segments.count
                && zip(template, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }.map(\.method)
        return methods.contains(.get) ? methods + [.head] : methods
    }
}
