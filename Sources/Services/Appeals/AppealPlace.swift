import Foundation
import Municipality

/// The position of an appeal in a list ordered by registration: the key of paging.
struct AppealPlace {
    let registeredAt: Date
    let appeal: AppealID

    /// The position before the first in a list that begins with the oldest.
    static let oldest = AppealPlace(registeredAt: Date(timeIntervalSince1970: -1e10), appeal: AppealID(rawValue: 0))
    /// The position before the first in a list that begins with the newest.
    static let newest = AppealPlace(registeredAt: Date(timeIntervalSince1970: 1e11), appeal: AppealID(rawValue: .max))

    init(registeredAt: Date, appeal: AppealID) {
        self.registeredAt = registeredAt
        self.appeal = appeal
    }

    init?(parsing cursor: String?) throws(ServiceError) {
        guard let cursor = try PageCursor(parsing: cursor, parts: 2) else { return nil }
        guard let registeredAt = Date(microseconds: cursor.parts[0]), let appeal = Int64(cursor.parts[1]) else {
            throw .invalid("after", "is not a cursor of this list")
        }
        self.registeredAt = registeredAt
        self.appeal = AppealID(rawValue: appeal)
    }

    var cursor: PageCursor {
        PageCursor(registeredAt.microseconds, String(appeal.rawValue))
    }
}
