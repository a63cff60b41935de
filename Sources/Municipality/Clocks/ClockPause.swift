public import Foundation

/// A time in which something did not go on, and why. A pause is never overwritten: its end is filled in once.
public struct ClockPause: Hashable, Sendable {
    public let pausedAt: Date
    /// nil while it lasts.
    public let resumedAt: Date?
    /// When it was said to end.
    public let expectedEnd: Date
    public let ground: String

    public init(pausedAt: Date, resumedAt: Date? = nil, expectedEnd: Date, ground: String) {
        self.pausedAt = pausedAt
        self.resumedAt = resumedAt
        self.expectedEnd = expectedEnd
        self.ground = ground
    }
}
