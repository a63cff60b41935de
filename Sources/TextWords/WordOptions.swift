/// How a text is split.
public struct WordOptions: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Markup is dropped.
    public static let withoutMarkup = WordOptions(rawValue: 1 << 0)
    /// A slash after a digit belongs to the word: «12/3».
    public static let slashes = WordOptions(rawValue: 1 << 1)
    /// A hyphen after a letter is dropped from the word, which continues after it: «пр-кт».
    public static let hyphens = WordOptions(rawValue: 1 << 2)

    /// For what residents write.
    public static let prose: WordOptions = [.withoutMarkup]
    /// For addresses.
    public static let address: WordOptions = [.slashes, .hyphens]
}
