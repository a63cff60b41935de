/// Cuts input values out of the server's messages about malformed data (SQLSTATE class 22), which
/// quote them: `invalid input syntax for type integer: "secret"`.
package enum Redaction {
    private static let quotes: Set<Character> = ["\"", "«", "»", "„", "“", "”"]

    /// `message` with everything between its first and its last quotation mark replaced by `…`.
    package static func withoutQuotedInput(_ message: String) -> String {
        guard
            let first = message.firstIndex(where: quotes.contains),
            let last = message.lastIndex(where: quotes.contains),
            first < last
        else { return message }
        return message[...first] + "…" + message[last...]
    }
}
