public import Foundation

/// One named deadline of something. It keeps the norm under which it was made, whatever becomes of the policy.
public struct Clock: Hashable, Sendable {
    public let subject: ClockSubject
    public let policy: ClockPolicy.Code
    /// The text and article that the limit comes from, as they were at the start.
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
