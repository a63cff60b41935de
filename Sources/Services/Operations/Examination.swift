/// One finding of `doctor`.
public struct Finding: Sendable, Hashable {
    public enum Verdict: String, CaseIterable, Sendable {
        case ok, warning, failure
    }

    /// `database`, `migrations`, `clock`, `disk`, `jobs`, `towns`, `moves`, `routing`, `models`,
    /// `references`, `tenancy`.
    public let subject: String
    public let verdict: Verdict
    public let message: String
}

extension Finding {
    /// `ok` with the message `none` when nothing was found, else the verdict with everything that was found.
    init(
        _ subject: String,
        found: [String],
        none: String,
        verdict: Verdict = .failure,
        before words: String = "",
        separator: String = ", "
    ) {
        self.init(
            subject: subject,
            verdict: found.isEmpty ? .ok : verdict,
            message: found.isEmpty ? none : words + found.joined(separator: separator)
        )
    }

    static func beforeMigration(_ subject: String) -> Finding {
        Finding(subject: subject, verdict: .warning, message: "cannot be checked before migration")
    }
}
