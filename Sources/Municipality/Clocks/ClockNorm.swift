/// Where a limit comes from: the legal text and its article.
public struct ClockNorm: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    /// nil for the town's own rule.
    public let article: String?

    public init(_ text: String, article: String? = nil) {
        self.text = text
        self.article = article
    }

    /// `59-FZ art. 12(1)`.
    public var description: String { article.map { "\(text) \($0)" } ?? text }
}
