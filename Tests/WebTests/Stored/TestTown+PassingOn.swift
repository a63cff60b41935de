import Foundation
import Municipality
import Services
import TownSupport

extension TestTown {
    /// An appeal that happened yesterday, that `teploset` returned, naming `vodokanal`, which returned it to triage, and that
    /// the coordinator routed to `teploset` again, with a note.
    @discardableResult
    func passOn() async throws -> AppealReceipt {
        let yesterday = clock().addingTimeInterval(-86_400).ISO8601Format()
        let receipt = try await submit("Под домом течёт", house: 1, category: "heating.none") {
            $0.occurredAt = yesterday
        }
        try await routeAll()
        let tickets = TicketService(town: town)
        let first = try await ticket(of: receipt)
        _ = try await tickets.issueLink(first, validHours: 1, by: Self.anna)
        _ = try await tickets.giveBack(first, reason: "Труба не наша", to: "vodokanal", by: Self.anna)
        let second = try await ticket(of: receipt)
        _ = try await tickets.giveBack(second, reason: "Вода горячая", to: nil, by: Self.boris)
        _ = try await TriageService(town: town).route(
            try author(of: receipt).number,
            to: "teploset",
            category: "heating.none",
            note: "Проверено на месте: труба теплосети",
            by: Self.coordinator
        )
        return receipt
    }
}
