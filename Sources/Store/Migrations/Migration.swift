import Crypto

/// One step of the schema.
package struct Migration: Sendable, Hashable {
    /// 1, 2, 3, …
    package let version: Int32
    /// File name without `.sql`.
    package let name: String
    package let text: String

    /// Hexadecimal SHA-256 of the text: a step that was applied may not change any more.
    package var checksum: String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
