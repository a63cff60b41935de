public import FoundationEssentials
public import Postgres

/// A job to be enqueued.
public struct NewJob: Sendable {
    public var kind: JobKind
    /// A JSON object, which the handler decodes.
    public var arguments: JSONB
    /// Not before; nil is at once.
    public var runAt: Date?
    /// After so many attempts the job is given up.
    public var maximumAttempts: Int16
    /// Lower runs first.
    public var priority: Int16
    /// While a job of this kind and key waits or runs, another is not enqueued.
    public var uniqueKey: String?
    /// Units of work in it, by which batches are measured; at least 1.
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
