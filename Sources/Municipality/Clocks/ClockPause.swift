public import Foundation

/// A period in which work on something was paused, and why. A pause is never overwritten; its end is filled in once.
public struct ClockPause: Hashable, Sendable {
    public let pausedAt: Date
    /// nil while it lasts.
    public let resumedAt: Date?
    /// The end that was expected when the pause began.
    public let expectedEnd: Date
    public let ground: String

    public init(pausedAt: Date, resumedAt: Date? = nil, expectedEnd: Date, ground: String) {
        self.pausedAt = pausedAt
        self.resumedAt = resumedAt
        self.expectedEnd = expectedEnd
        self.ground = ground
    }
}
