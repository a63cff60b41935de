/// The bounds of a pool.
package struct PoolLimits: Sendable {
    package var size: Int
    package var maximumWaiting: Int
    package var checkoutTimeout: Duration
    /// A connection is closed after being idle for this time. Connections are kept if nil.
    package var idleTimeout: Duration?
    /// The circuit opens after this number of failed attempts in a row.
    package var failuresUntilOpen = 3
    /// How long the circuit stays open.
    package var openFor: Duration = .seconds(1)
    /// The delay before the second attempt. It doubles with each further one.
    package var retryDelay: Duration = .milliseconds(50)

    package init(size: Int, maximumWaiting: Int, checkoutTimeout: Duration) {
        self.size = size
        self.maximumWaiting = maximumWaiting
        self.checkoutTimeout = checkoutTimeout
    }
}
