/// One finding of `doctor`.
public struct Finding: Sendable, Hashable {
    public enum Verdict: String, CaseIterable, Sendable {
        case ok, warning, failure
    }

    /// `database`, `migrations`, `clock`, `disk`, `jobs`, `towns`, `moves`, `routing`, `references`, `tenancy`.
    public let subject: String
    public let verdict: Verdict
    public let message: String
}
