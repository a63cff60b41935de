/// The state of an appeal. Only the transitions in ``exits`` exist; the database refuses any other.
public enum AppealState: String, CaseIterable, Sendable, Codable {
    case registered, triage, routed
    case inProgress = "in_progress"
    case answered, closed, reopened, forwarded, merged, withdrawn, rejected

    public var exits: Set<AppealState> {
        switch self {
        case .registered: [.routed, .triage, .forwarded, .merged, .withdrawn, .rejected]
        case .triage: [.routed, .forwarded, .merged, .withdrawn, .rejected]
        // Back to triage when the organisation says «не наш» ("not ours").
        case .routed: [.inProgress, .triage, .forwarded, .merged, .withdrawn, .rejected]
        case .inProgress: [.answered, .forwarded, .merged, .withdrawn, .rejected]
        case .answered: [.closed, .reopened]
        case .reopened: [.inProgress]
        // The merge is undone, because it was a different matter.
        case .merged: [.triage]
        case .closed, .forwarded, .withdrawn, .rejected: []
        }
    }

    /// Nobody works on the appeal any more.
    public var isFinal: Bool { self == .merged || exits.isEmpty }

    /// States in which other appeals may be merged into an appeal: its work is not over.
    public static let joinable: [AppealState] = [.registered, .triage, .routed, .inProgress, .reopened]
}
