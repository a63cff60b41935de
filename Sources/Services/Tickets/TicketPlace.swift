import Foundation
import Municipality
import Store

extension TicketStore.Place {
    init?(parsing cursor: String?) throws(ServiceError) {
        guard let cursor = try PageCursor(parsing: cursor, parts: 3) else { return nil }
        guard let urgency = Int16(cursor.parts[0]), let dueAt = Date(microseconds: cursor.parts[1]),
            let ticket = Int64(cursor.parts[2])
        else { throw .invalid("after", "is not a cursor of this list") }
        self.init(
            urgency: urgency,
            dueAt: dueAt,
            ticket: TicketID(rawValue: ticket)
        )
    }

    static func cursor(of ticket: TicketStore.QueueRow) -> PageCursor {
        PageCursor(String(ticket.urgency.rawValue), ticket.dueAt.microseconds, String(ticket.id.rawValue))
    }
}
