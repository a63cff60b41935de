/// How long a failed job waits before the next attempt: doubling from `first` up to `longest`, with random variation of
/// ±25 %.
public struct JobBackoff: Sendable {
    public var first = Duration.seconds(1)
    public var longest = Duration.seconds(3_600)

    public init(first: Duration = .seconds(1), longest: Duration = .seconds(3_600)) {
        self.first = first
        self.longest = longest
    }

    /// - Parameters:
    ///   - attempt: the one that failed, from 1.
    ///   - chance: 0 to 1; the middle adds nothing.
    public func delay(afterAttempt attempt: Int16, chance: Double) -> Duration {
        let doublings = min(max(0, Int(attempt) - 1), 30)
        return min(first * (1 << doublings), longest) * (0.75 + chance / 2)
    }
}
