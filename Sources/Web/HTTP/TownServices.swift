import Services

/// The use cases of one town that routes call. Each is a value that is created on demand.
struct TownServices: Sendable {
    let town: Town
    let server: ServerServices

    var live: LiveQueues { server.live }
    var intake: IntakeService { IntakeService(town: town, intake: server.intake) }
    var appeals: AppealService { AppealService(town: town) }
    var casework: AppealCasework { AppealCasework(town: town) }
    var similar: SimilarAppealService { SimilarAppealService(town: town) }
    var triage: TriageService { TriageService(town: town) }
    var queues: QueueService { QueueService(town: town) }
    var tickets: TicketService { TicketService(town: town) }
    var organisations: OrganisationService { OrganisationService(town: town) }
    var houses: HouseService { HouseService(town: town) }
    var categories: CategoryService { CategoryService(town: town) }
    var contracts: ContractService { ContractService(town: town) }
    var projects: ProjectService { ProjectService(town: town) }
    var tokens: TokenService { TokenService(town: town) }
    var integrations: IntegrationService { IntegrationService(town: town) }
    var staff: StaffService { StaffService(town: town) }
}
