/// The first key of a queue's order; deadlines come second.
public enum Urgency: Int16, Sendable, Codable {
    case emergency = 0
    case ordinary = 1
}
