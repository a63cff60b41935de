/// The state of a town in one database while it moves to another. At any time it is active in at most one of them.
public enum TownState: String, CaseIterable, Sendable, Codable {
    /// Takes reads and writes.
    case active
    /// Takes no writes while the last changes are copied to another database. Exits: moved; active when the move is
    /// abandoned.
    case moving
    /// Takes no more writes here, because it is active in another database. It can still be read. No exit.
    case moved
    /// Takes no writes yet. The copy is complete and waits until the town has moved out of the other database. Exit:
    /// active.
    case arriving
}
