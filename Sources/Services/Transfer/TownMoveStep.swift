/// The progress of a move. After each step the program may be killed; the same command then continues or starts over.
public enum TownMoveStep: Sendable, Hashable {
    /// The whole town is copied as it was at one moment, while it works.
    case copied(rows: Int)
    /// Changes since then are copied.
    case caughtUp(rows: Int)
    /// New writes are refused.
    case fenced
    /// Every earlier transaction has ended.
    case writersGone
    /// The last changes are copied and compared.
    case verified(rows: Int)
    /// The other database has the town, and takes no writes yet.
    case arrived
    /// This database takes no more writes.
    case left
    /// The other database takes writes.
    case activated
}
