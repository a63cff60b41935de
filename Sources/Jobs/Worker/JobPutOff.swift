/// Thrown by a handler when the time of its jobs has not come: nothing is wrong with them. They go back to the queue
/// without counting as an attempt, and are due again after the delay.
public struct JobPutOff: Error, Sendable {
    public let delay: Duration

    public init(for delay: Duration) {
        self.delay = delay
    }
}
