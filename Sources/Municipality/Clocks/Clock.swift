public import Foundation

/// One named deadline. It keeps the norm under which it started, even if the policy changes later.
public struct Clock: Hashable, Sendable {
    public let subject: ClockSubject
    public let policy: ClockPolicy.Code
    /// The legal text and article of the limit, as they were at the start.
    public let norm: String
    public let startedAt: Date
    public let deadlineAt: Date
    /// nil while it runs.
    public let stoppedAt: Date?

    public init(
        subject: ClockSubject = .appeal,
        policy: ClockPolicy.Code,
        norm: String,
        startedAt: Date,
        deadlineAt: Date,
        stoppedAt: Date? = nil
    ) {
        self.subject = subject
        self.policy = policy
        self.norm = norm
        self.startedAt = startedAt
        self.deadlineAt = deadlineAt
        self.stoppedAt = stoppedAt
    }
}
