/// What can happen to an appeal, as its history names it.
public enum AppealEventKind: String, CaseIterable, Sendable, Codable {
    case registered, triage, routed
    case inProgress = "in_progress"
    case answered
    /// The author agrees that the work is done.
    case confirmed
    case closed
    /// The author of a merged appeal says that the work is not done.
    case refuted
    case reopened, forwarded, merged, withdrawn, rejected
    /// Another appeal was merged into this one.
    case joined
    /// A merged appeal was separated again.
    case separated
    /// A comment that only staff read.
    case comment

    /// The event of entering a state.
    public init(_ state: AppealState) {
        self =
            switch state {
            case .registered: .registered
            case .triage: .triage
            case .routed: .routed
            case .inProgress: .inProgress
            case .answered: .answered
            case .closed: .closed
            case .reopened: .reopened
            case .forwarded: .forwarded
            case .merged: .merged
            case .withdrawn: .withdrawn
            case .rejected: .rejected
            }
    }
}
