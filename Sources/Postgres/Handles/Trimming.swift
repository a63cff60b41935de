/// Libpq ends its messages with a line break and tells of several hosts on several lines.
enum Trimming {
    static func lines(_ message: String) -> String {
        message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
