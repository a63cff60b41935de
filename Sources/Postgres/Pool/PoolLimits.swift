/// The bounds of a pool.
package struct PoolLimits: Sendable {
    package var size: Int
    package var maximumWaiting: Int
    package var checkoutTimeout: Duration
    /// After being idle for so long a connection is closed; nil keeps it.
    package var idleTimeout: Duration?
    /// Failed attempts in a row after which no more are made for a while.
    package var failuresUntilOpen = 3
    /// How long that is.
    package var openFor: Duration = .seconds(1)
    /// Before the second attempt; doubles with each further one.
    package var retryDelay: Duration = .milliseconds(50)

    package init(size: Int, maximumWaiting: Int, checkoutTimeout: Duration) {
        self.size = size
        self.maximumWaiting = maximumWaiting
        self.checkoutTimeout = checkoutTimeout
    }
}
