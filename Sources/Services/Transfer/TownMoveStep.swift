/// How far a move has come. After each step the program may be killed, and the same command goes on or starts over.
public enum TownMoveStep: Sendable, Hashable {
    /// The whole town is copied as it was at one moment, while it works on.
    case copied(rows: Int)
    /// So is what changed meanwhile.
    case caughtUp(rows: Int)
    /// New writes are refused.
    case fenced
    /// Every transaction that began before is over.
    case writersGone
    /// What changed last is copied and compared.
    case verified(rows: Int)
    /// The other database has the town, and takes no writes yet.
    case arrived
    /// This database takes no writes any more.
    case left
    /// The other database takes writes.
    case activated
}
