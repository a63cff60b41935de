/// Thrown by a handler when its jobs cannot run yet, although they are correct. They return to the queue without
/// counting as an attempt and are due again after the delay.
public struct JobPutOff: Error, Sendable {
    public let delay: Duration

    public init(for delay: Duration) {
        self.delay = delay
    }
}
