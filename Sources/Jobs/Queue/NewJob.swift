public import FoundationEssentials
public import Postgres

/// A job to be enqueued.
public struct NewJob: Sendable {
    public var kind: JobKind
    /// A JSON object, which the handler decodes.
    public var arguments: JSONB
    /// The job does not run before this time; nil means at once.
    public var runAt: Date?
    /// The job is given up after this number of attempts.
    public var maximumAttempts: Int16
    /// Lower runs first.
    public var priority: Int16
    /// While a job of this kind and key waits or runs, another is not enqueued.
    public var uniqueKey: String?
    /// Units of work in it. Batches are measured in these units. At least 1.
    public var size: Int16

    public init(
        _ kind: JobKind,
        arguments: JSONB = JSONB("{}"),
        runAt: Date? = nil,
        maximumAttempts: Int16 = 20,
        priority: Int16 = 0,
        uniqueKey: String? = nil,
        size: Int16 = 1
    ) {
        self.kind = kind
        self.arguments = arguments
        self.runAt = runAt
        self.maximumAttempts = maximumAttempts
        self.priority = priority
        self.uniqueKey = uniqueKey
        self.size = size
    }
}
