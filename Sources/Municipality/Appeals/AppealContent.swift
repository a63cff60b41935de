/// What was handed in, as it stays.
public struct AppealContent: Hashable, Sendable {
    public var text: String
    public var channel = IntakeChannel.web
    public var kind = AppealKind.message
    public var identity = Identity.unproven

    /// Characters of text at most.
    public static let textLimit = 10_000

    public init(text: String) { self.text = text }
}
