/// The cost of a move.
public struct TownMoveReport: Sendable, Hashable {
    /// Rows copied while the town worked.
    public var rows = 0
    public var copySeconds = 0.0
    /// Rows copied while writes were refused.
    public var lastRows = 0
    /// How long writes were refused.
    public var stoppedSeconds = 0.0
}
