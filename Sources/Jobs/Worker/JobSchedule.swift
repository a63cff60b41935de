public import Postgres

/// A job that is enqueued periodically: once per period, whatever the number of workers.
public struct JobSchedule: Sendable {
    public let name: String
    public let kind: JobKind
    public let every: Duration
    public let arguments: JSONB

    public init(_ name: String, kind: JobKind, every: Duration, arguments: JSONB = JSONB("{}")) {
        self.name = name
        self.kind = kind
        self.every = every
        self.arguments = arguments
    }
}
