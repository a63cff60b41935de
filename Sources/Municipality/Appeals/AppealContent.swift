/// What the author submitted. It never changes.
public struct AppealContent: Hashable, Sendable {
    public var text: String
    public var channel = IntakeChannel.web
    public var kind = AppealKind.message
    public var identity = Identity.unproven

    /// Maximum number of characters of the text.
    public static let textLimit = 10_000

    public init(text: String) { self.text = text }
}
