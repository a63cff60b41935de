import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

extension Call {
    /// Maximum number of bytes in a body.
    static let bodyLimit = 65_536

    /// The bytes of the body. Its media type must be JSON, if it has one.
    func bytes() async throws -> ByteBuffer {
        if let type = request.headers[.contentType], !Self.isJSON(type) {
            throw Problem(.unsupportedMediaType, "the body must be application/json")
        }
        do {
            return try await request.body.collect(upTo: Self.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Problem(.contentTooLarge, "the body is larger than \(Self.bodyLimit) bytes")
        } catch {
            // The client has disconnected, so nobody reads this answer.
            throw Problem(.badRequest, "the body ends too early")
        }
    }

    static func sha256(_ bytes: ByteBuffer) -> [UInt8] {
        bytes.withUnsafeReadableBytes { Array(SHA256.hash(data: $0)) }
    }

    private static func isJSON(_ type: String) -> Bool {
        if type == "application/json" { return true }
        let media = type.prefix { $0 != ";" }.lowercased()
        return media.filter { !$0.isWhitespace } == "application/json"
    }
}
