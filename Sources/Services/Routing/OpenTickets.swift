import Foundation
import Municipality
import Store

/// An appeal's tickets that are being worked on, or wait for work.
enum OpenTickets {
    /// Sets their due times again, after the clocks of the appeal have changed. The session has locked the appeal.
    /// - Returns: the tickets, oldest first.
    static func renewDue(
        of appeal: AppealID,
        registeredAt: Date,
        catalogue: Catalogue,
        in session: TownSession
    ) async throws -> [TicketStore.Open] {
        let tickets = try await TicketStore.open(of: appeal, in: session)
        guard !tickets.isEmpty else { return [] }
        let deadlines = try await ClockStore.earliestDeadlines(of: .appeal, [appeal.rawValue], in: session)
        try await TicketStore.setDue(
            tickets.map { ticket in
                let due = TicketDue.instant(
                    registeredAt: registeredAt,
                    earliestDeadline: deadlines[appeal.rawValue],
                    limitHours: catalogue[ticket.category]?.limitHours
                )
                return (ticket.ticket, due)
            },
            in: session
        )
        return tickets
    }
}
