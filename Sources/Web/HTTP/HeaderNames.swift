import HTTPTypes

extension HTTPField.Name {
    static let requestID = token("X-Request-Id")
    /// The follow-up code of an appeal.
    static let appealCode = token("Appeal-Code")
    static let idempotencyKey = token("Idempotency-Key")
    static let lastEventID = token("Last-Event-ID")
    /// Tells nginx not to hold a stream back.
    static let accelBuffering = token("X-Accel-Buffering")

    /// - Parameter name: letters and hyphens, which make a name.
    private static func token(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header's name") }
        return name
    }
}
