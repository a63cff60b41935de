import Foundation
import Municipality
import Postgres
import Services
import TownSupport

extension TestTown {
    /// What residents, dispatchers and coordinators do with appeals: submit, route, accept … done, answer, refute, confirm,
    /// give back, merge, unmerge, withdraw.
    func walkTheMainPath() async throws {
        let casework = AppealCasework(town: town)
        let answered = try await worked("Холодно", key: "one")
        _ = try await casework.answer(answered.number, text: "Сделано", by: Self.coordinator)
        _ = try await casework.refute(answered.number, code: answered.code, note: "Всё ещё холодно")
        let again = try await ticket(of: answered.number)
        let tickets = TicketService(town: town)
        _ = try await tickets.start(again, by: Self.anna)
        _ = try await tickets.pause(again, ground: "ждём", expectedEnd: clock() + 3_600, by: Self.anna)
        _ = try await tickets.resume(again, by: Self.anna)
        _ = try await tickets.done(again, note: "готово", by: Self.anna)
        _ = try await casework.answer(answered.number, text: "Теперь сделано", by: Self.coordinator)
        _ = try await casework.confirm(answered.number, code: answered.code)

        let target = try await routed("Ледяные батареи", key: "two")
        let joined = try await routed("Холодно и у нас", key: "three")
        _ = try await casework.merge(joined.number, into: target.number, by: Self.coordinator)
        _ = try await casework.unmerge(joined.number, by: Self.coordinator)
        _ = try await casework.merge(joined.number, into: target.number, by: Self.coordinator)
        _ = try await SimilarAppealService(town: town).similar(to: target.number, by: Self.coordinator)

        let withdrawn = try await routed("Стало тепло", key: "four")
        _ = try await casework.withdraw(withdrawn.number, code: withdrawn.code)

        let returned = try await routed("Не туда", key: "five")
        _ = try await QueueService(town: town).list("teploset", TicketFilter(), after: nil, limit: 50, by: Self.anna)
        _ = try await QueueService(town: town).claimNext(in: "teploset", by: Self.anna)
        _ = try await tickets.giveBack(
            try await ticket(of: returned.number),
            reason: "не наш",
            to: nil,
            by: Self.anna
        )
        _ = try await submit("Ещё не решено", house: 1, category: "heating.none", key: "six")
    }

    /// An appeal with an open ticket of the heat network.
    private func routed(_ text: String, key: String) async throws -> (number: AppealNumber, code: FollowUpCode) {
        let receipt = try await submit(text, house: 1, category: "heating.none", key: key) {
            $0.contact = .init(name: "Иван", phone: "+7 900 000-00-00")
        }
        try await routeAll()
        return try author(of: receipt)
    }

    /// An appeal whose one ticket is done.
    private func worked(_ text: String, key: String) async throws -> (number: AppealNumber, code: FollowUpCode) {
        let author = try await routed(text, key: key)
        let id = try await ticket(of: author.number)
        let tickets = TicketService(town: town)
        _ = try await tickets.accept(id, by: Self.anna)
        _ = try await tickets.start(id, by: Self.anna)
        _ = try await tickets.done(id, note: "готово", by: Self.anna)
        return author
    }

    private func ticket(of number: AppealNumber) async throws -> TicketID {
        let view = try await AppealService(town: town).staffView(number, by: Self.coordinator)
        guard let id = view.tickets?.last?.ticketID else { throw ServiceError.notFound("ticket") }
        return TicketID(rawValue: id)
    }
}
