import FoundationEssentials
import Postgres

/// A job that a worker holds.
public struct Job: Sendable, Identifiable {
    public let id: Int64
    public let kind: JobKind
    /// JSON text.
    public let arguments: String
    /// 1 for the first.
    public let attempt: Int16
    public let maximumAttempts: Int16
    /// Units of work in it.
    public let size: Int16

    /// The arguments as a value.
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Self.decoder.decode(type, from: Data(arguments.utf8))
    }

    /// The arguments of all the jobs as values, in order; quicker than one by one.
    public static func decode<Value: Decodable>(_ jobs: [Job], as type: Value.Type = Value.self) throws -> [Value] {
        try decoder.decode([Value].self, from: Data("[\(jobs.map(\.arguments).joined(separator: ","))]".utf8))
    }

    private static let decoder = JSONDecoder()
}
