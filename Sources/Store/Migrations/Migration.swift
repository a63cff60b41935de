import Crypto

/// One step of the schema.
///
/// A step runs in its own transaction. It gives up after waiting some seconds for a lock, because all other sessions
/// that need the table wait behind it.
///
/// A step whose first line is `-- outside a transaction` runs its statements one by one, each in its own transaction,
/// as CREATE INDEX CONCURRENTLY requires. When one fails, the effects of the earlier ones stay and the step is repeated
/// from its first statement, so each must be safe to repeat. A failed CREATE INDEX CONCURRENTLY leaves an invalid index
/// behind: write DROP INDEX CONCURRENTLY IF EXISTS before it. Such a step may set another `lock_timeout` for statements
/// that wait without blocking others.
package struct Migration: Sendable, Hashable {
    /// 1, 2, 3, …
    package let version: Int32
    /// File name without `.sql`.
    package let name: String
    package let text: String

    package init(version: Int32, name: String, text: String) {
        self.version = version
        self.name = name
        self.text = text
    }

    /// Hexadecimal SHA-256 of the text. An applied step must not change.
    package var checksum: String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    var runsOutsideTransaction: Bool {
        text.prefix { $0 != "\n" } == "-- outside a transaction"
    }
}
