public import Foundation
import Municipality
import Store

/// A clock of an appeal, as told to people.
public struct ClockView: Sendable, Hashable {
    /// `answer` or `resolution`.
    public let kind: String
    public let norm: String
    public let startedAt: Date
    public let deadlineAt: Date
    public let stoppedAt: Date?

    init(_ clock: AppealClock, stoppedAt: Date? = nil) {
        kind = clock.kind.rawValue
        norm = clock.norm
        startedAt = clock.startedAt.wholeMilliseconds
        deadlineAt = clock.deadlineAt.wholeMilliseconds
        self.stoppedAt = stoppedAt
    }

    init(_ row: AppealClockStore.Row) {
        self.init(row.clock, stoppedAt: row.stoppedAt)
    }
}
