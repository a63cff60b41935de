import Foundation
import Municipality
import Services
import TownSupport

extension TestTown {
    /// The use cases that ``walkTheMainPath()`` does not cover: lists and single views, comments, refusals, leases, triage,
    /// projects, models, statistics, maintenance, and the export of the town.
    func walkTheSidePaths() async throws {
        try await liveThrough()
        let asked = try author(of: try await submit("Когда дадут воду?", house: 2))
        try await readAppeals(asked.number, asked.code)
        try await decideByHand(asked.number)
        try await workOnQueues()
        try await followProjects(linking: asked.number)
        try await countTheMonth()
        try await teach()
        let models = RoutingModelService(town: town)
        for kind in RoutingModelKind.allCases {
            let model = try await models.train(kind, by: .console)
            _ = try await models.activate(model.modelID, by: .console)
        }
        _ = try await RoutingReplayService(town: town)
            .replay(since: .distantPast, RoutingReplayOptions(), by: .console)
        _ = try await submit("радиатор ледяной", house: 1)
        try await routeAll()
        try await lookAfterTheTown()
    }

    private func readAppeals(_ number: AppealNumber, _ code: FollowUpCode) async throws {
        let appeals = AppealService(town: town)
        _ = try await appeals.publicView(number)
        _ = try await appeals.authorView(number, code: code)
        _ = try await appeals.staffView(number, by: Self.coordinator)
        _ = try await appeals.decisions(number, by: Self.coordinator)
        var filter = AppealFilter()
        _ = try await appeals.list(filter, after: nil, limit: 50, by: Self.coordinator)
        (filter.state, filter.category, filter.organisation) = (.routed, "heating.none", "teploset")
        (filter.registeredFrom, filter.registeredTo) = (.distantPast, .distantFuture)
        _ = try await appeals.list(filter, after: nil, limit: 50, by: Self.coordinator)
        _ = try await SimilarAppealService(town: town).similar(to: number, code: code)
        var submission = AppealSubmission(text: "Холодно")
        submission.location = .init(latitude: 57.87, longitude: 39.54)
        _ = try await SimilarAppealService(town: town).before(submission)
    }

    private func decideByHand(_ number: AppealNumber) async throws {
        let triage = TriageService(town: town)
        let casework = AppealCasework(town: town)
        try await routeAll()
        _ = try await triage.list(after: nil, limit: 50, by: Self.coordinator)
        _ = try await casework.comment(number, text: "Уточнить", by: Self.coordinator)
        _ = try await triage.route(number, to: "vodokanal", category: "water.none", note: nil, by: Self.coordinator)
        _ = try await AppealService(town: town).staffView(number, by: Self.boris)
        let spam = try author(of: try await submit("Реклама")).number
        _ = try await casework.reject(spam, ground: "реклама", by: Self.coordinator)
        let foreign = try author(of: try await submit("Дорога области")).number
        _ = try await casework.forward(foreign, to: "Область", note: nil, by: Self.coordinator)
        _ = try await submitFormally("По закону", house: 1, category: "heating.none")
        let worked = try author(of: try await workedOn()).number
        _ = try await casework.answer(worked, text: "Ответ", by: Self.coordinator)
        _ = try await casework.close(worked, by: Self.coordinator)
    }

    private func workOnQueues() async throws {
        let receipt = try await submit("Нет отопления", house: 1, category: "heating.none")
        try await routeAll()
        let ticket = try await ticket(of: receipt)
        let (queues, tickets) = (QueueService(town: town), TicketService(town: town))
        _ = try await queues.ticket(ticket, by: Self.anna)
        var filter = TicketFilter()
        (filter.category, filter.house, filter.overdueAt) = ("heating.none", HouseID(rawValue: 1), .distantFuture)
        _ = try await queues.list("teploset", filter, after: nil, limit: 50, by: Self.anna)
        if let claimed = try await queues.claimNext(in: "teploset", by: Self.anna) {
            _ = try await tickets.release(TicketID(rawValue: claimed.ticketID), by: Self.anna)
        }
        _ = try await tickets.comment(ticket, text: "Едем", by: Self.anna)
        var events = try await live.events(of: "teploset", in: town, after: 0, by: Self.anna).makeAsyncIterator()
        _ = try await events.next()
    }

    private func followProjects(linking number: AppealNumber) async throws {
        let projects = ProjectService(town: town)
        _ = try await projects.all()
        try await projects.link(number, to: "yard", by: Self.administrator)
        _ = try await projects.project("yard")
        try await projects.unlink(number, from: "yard", by: Self.administrator)
    }

    private func countTheMonth() async throws {
        let statistics = StatisticsService(town: town)
        let month = Month(containing: Day(of: clock(), in: town.timeZone))
        let before = Month(containing: month.firstDay.advanced(by: -1))
        _ = try await statistics.freeze(before, by: .console)
        _ = try await statistics.corrections(before, by: .console)
        _ = try await statistics.report(month, by: .console)
    }

    private func lookAfterTheTown() async throws {
        _ = try await Maintenance(database: database).perform()
        _ = try await Maintenance(database: database, clock: { Date(timeIntervalSinceNow: 90 * 86_400) }).perform()
        _ = try await UnroutedAppeals(town: town).requeue(by: .console)
        _ = await DoctorService(database: database).examine(folder: "/")
        _ = try await TownExport(database: database).export("test", by: .console) { _ in }
    }
}
