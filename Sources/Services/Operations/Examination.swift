/// What `doctor` found of one thing.
public struct Finding: Encodable, Sendable, Hashable {
    public enum Verdict: String, Encodable, Sendable {
        case ok, warning, failure
    }

    /// `database`, `migrations`, `clock`, `disk`, `jobs`, `references`, `tenancy`.
    public let subject: String
    public let verdict: Verdict
    public let message: String
}
