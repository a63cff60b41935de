import Foundation
import Municipality

/// The position of an appeal in the list of triage: the key of paging.
struct TriagePlace {
    let urgency: Int16
    let registeredAt: Date
    let appeal: AppealID

    /// The position before the first.
    static let first = TriagePlace(
        urgency: -1,
        registeredAt: AppealPlace.oldest.registeredAt,
        appeal: AppealPlace.oldest.appeal
    )

    init(urgency: Int16, registeredAt: Date, appeal: AppealID) {
        self.urgency = urgency
        self.registeredAt = registeredAt
        self.appeal = appeal
    }

    init?(parsing cursor: String?) throws(ServiceError) {
        guard let cursor = try PageCursor(parsing: cursor, parts: 3) else { return nil }
        guard let urgency = Int16(cursor.parts[0]), let registeredAt = Date(microseconds: cursor.parts[1]),
            let appeal = Int64(cursor.parts[2])
        else {
            throw .invalid("after", "is not a cursor of this list")
        }
        self.init(urgency: urgency, registeredAt: registeredAt, appeal: AppealID(rawValue: appeal))
    }

    var cursor: PageCursor {
        PageCursor(String(urgency), registeredAt.microseconds, String(appeal.rawValue))
    }
}
