/// The state of a pool at one moment.
public struct PoolStatistics: Hashable, Sendable {
    /// Connections, idle or in use.
    public let open: Int
    public let idle: Int
    /// Tasks waiting for a connection.
    public let waiting: Int

    package init(open: Int, idle: Int, waiting: Int) {
        self.open = open
        self.idle = idle
        self.waiting = waiting
    }
}
