/// Puts libpq's messages on one line: they end with a line break and have a line for each host.
enum Trimming {
    static func lines(_ message: String) -> String {
        message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
