import HTTPTypes

extension HTTPField.Name {
    static let requestID = token("X-Request-Id")
    /// The follow-up code of an appeal.
    static let appealCode = token("Appeal-Code")
    static let idempotencyKey = token("Idempotency-Key")
    static let lastEventID = token("Last-Event-ID")
    /// Makes nginx send a stream without buffering.
    static let accelBuffering = token("X-Accel-Buffering")

    /// - Parameter name: letters and hyphens, which are always valid.
    private static func token(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header name") }
        return name
    }
}
