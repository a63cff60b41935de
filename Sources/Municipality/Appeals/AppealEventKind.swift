/// What can happen to an appeal, as its history names it.
public enum AppealEventKind: String, CaseIterable, Sendable, Codable {
    case registered, triage, routed
    case inProgress = "in_progress"
    case answered
    /// The author agrees that it is done.
    case confirmed
    case closed
    /// The author of an appeal that joined another says that it is not done.
    case refuted
    case reopened, forwarded, merged, withdrawn, rejected
    /// Another appeal joined this one.
    case joined
    /// One that had joined was taken out again.
    case separated
    /// A remark that only staff read.
    case comment

    /// The event of coming into a state.
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
