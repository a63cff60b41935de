/// The state of a ticket. Only the transitions in ``exits`` exist; the database refuses any other.
public enum TicketState: String, CaseIterable, Sendable, Codable {
    case queued, accepted
    case inProgress = "in_progress"
    case paused, done, confirmed, refuted, returned, cancelled

    public var exits: Set<TicketState> {
        switch self {
        case .queued: [.accepted, .returned, .cancelled]
        case .accepted: [.inProgress, .returned, .cancelled]
        case .inProgress: [.paused, .done, .cancelled]
        case .paused: [.inProgress, .cancelled]
        case .done: [.confirmed, .refuted]
        case .refuted: [.inProgress, .cancelled]
        case .confirmed, .returned, .cancelled: []
        }
    }

    /// Whether it is still in the organisation's queue.
    public var isOpen: Bool { Self.open.contains(self) }

    /// The states that make up a queue.
    public static let open: [TicketState] = [.queued, .accepted, .inProgress, .paused, .refuted]
}
