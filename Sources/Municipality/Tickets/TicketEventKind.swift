/// What can happen to a ticket, as its history and its queue name it.
public enum TicketEventKind: String, CaseIterable, Sendable, Codable {
    case queued
    /// Held by one dispatcher for some minutes.
    case claimed
    /// Let go before the lease ran out.
    case released
    case accepted
    case inProgress = "in_progress"
    case paused, resumed, done, confirmed, refuted, returned, cancelled
    /// A remark of those who work on it.
    case comment
    /// Another appeal joined the ticket's.
    case joined
    /// One that had joined was taken out again.
    case separated

    /// The event of coming into a state.
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
