public import Foundation
public import Municipality

/// A clock of an appeal, as it is shown.
public struct ClockView: Sendable, Hashable {
    /// What it waits for.
    public let kind: ClockPolicy.Target
    /// The policy: `answer_59fz`, `category_limit`.
    public let policy: String
    public let norm: String
    public let startedAt: Date
    public let deadlineAt: Date
    public let stoppedAt: Date?

    init(_ clock: Clock) {
        kind = ClockPolicy.target(of: clock.policy)
        policy = clock.policy.rawValue
        norm = clock.norm
        startedAt = clock.startedAt.wholeMilliseconds
        deadlineAt = clock.deadlineAt.wholeMilliseconds
        stoppedAt = clock.stoppedAt
    }
}
