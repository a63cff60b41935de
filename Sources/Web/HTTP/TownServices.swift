import Services

/// The use cases of one town that routes call.
struct TownServices: Sendable {
    let town: Town
    let intake: IntakeService
    let live: LiveQueues
    let appeals: AppealService
    let casework: AppealCasework
    let similar: SimilarAppealService
    let triage: TriageService
    let queues: QueueService
    let tickets: TicketService
    let organisations: OrganisationService
    let houses: HouseService
    let categories: CategoryService
    let contracts: ContractService
    let projects: ProjectService
    let staff: StaffService
    let health: HealthService

    init(town: Town, intake: IntakeService, live: LiveQueues) {
        self.town = town
        self.intake = intake
        self.live = live
        appeals = AppealService(town: town)
        casework = AppealCasework(town: town)
        similar = SimilarAppealService(town: town)
        triage = TriageService(town: town)
        queues = QueueService(town: town)
        tickets = TicketService(town: town)
        organisations = OrganisationService(town: town)
        houses = HouseService(town: town)
        categories = CategoryService(town: town)
        contracts = ContractService(town: town)
        projects = ProjectService(town: town)
        staff = StaffService(town: town)
        health = HealthService(database: town.database)
    }
}
