/// Where a town stands while it moves from one database to another. At every moment at most one side is active.
public enum TownState: String, CaseIterable, Sendable, Codable {
    /// Takes reads and writes.
    case active
    /// Takes no writes: what changed last is being copied to another database. Exits: moved; active when given up.
    case moving
    /// Takes no writes any more: it is active in another database, and can still be read here. No exit.
    case moved
    /// Takes no writes yet: it is whole, and waits for the other database to say that it has moved. Exit: active.
    case arriving
}
