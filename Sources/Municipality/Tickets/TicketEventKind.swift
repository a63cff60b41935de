/// What can happen to a ticket, as its history and its queue name it.
public enum TicketEventKind: String, CaseIterable, Sendable, Codable {
    case queued
    /// Held by one dispatcher for some minutes.
    case claimed
    /// Given back before the lease expired.
    case released
    case accepted
    case inProgress = "in_progress"
    case paused, resumed, done, confirmed, refuted, returned, cancelled
    /// A comment by those who work on it.
    case comment
    /// A signed link was issued, with which somebody without an account works the ticket.
    case linkIssued = "link_issued"
    /// Another appeal was merged into the ticket's appeal.
    case joined
    /// A merged appeal was separated again.
    case separated

    /// The event of entering a state.
    public init(_ state: TicketState) {
        self =
            switch state {
            case .queued: .queued
            case .accepted: .accepted
            case .inProgress: .inProgress
            case .paused: .paused
            case .done: .done
            case .confirmed: .confirmed
            case .refuted: .refuted
            case .returned: .returned
            case .cancelled: .cancelled
            }
    }
}
