/// A client's own name for a request, which identifies repetitions.
public struct IdempotencyKey: Hashable, Sendable {
    public let text: String

    /// 1–255 printable ASCII characters; ``ServiceError/invalid(_:)`` on `Idempotency-Key` otherwise.
    public init(parsing text: String) throws(ServiceError) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid("Idempotency-Key", "must be 1 to 255 printable ASCII characters without spaces")
        }
        self.text = text
    }
}
