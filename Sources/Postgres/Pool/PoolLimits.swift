/// The bounds of a pool.
struct PoolLimits: Sendable {
    var size: Int
    var maximumWaiting: Int
    var checkoutTimeout: Duration
    /// Failed attempts in a row after which no more are made for a while.
    var failuresUntilOpen = 3
    /// How long that is.
    var openFor: Duration = .seconds(1)
    /// Before the second attempt; doubles with each further one.
    var retryDelay: Duration = .milliseconds(50)
}
