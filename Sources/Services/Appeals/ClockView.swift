public import Foundation
public import JSONText
import Municipality
import Store

/// A clock of an appeal, as told to people.
public struct ClockView: JSONRecord, Sendable, Hashable {
    /// `answer` or `resolution`.
    public let kind: String
    public let norm: String
    public let startedAt: Date
    public let deadlineAt: Date
    public let stoppedAt: Date?

    public func write(to members: inout JSONMembers) {
        members.add("kind", kind)
        members.add("norm", norm)
        members.add("started_at", startedAt)
        members.add("deadline_at", deadlineAt)
        members.add("stopped_at", stoppedAt)
    }

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
