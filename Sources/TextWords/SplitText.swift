/// A text in words.
public struct SplitText: Sendable {
    public struct Word: Sendable {
        /// Places of its letters.
        public let letters: Range<Int>
        /// Whether it is written like a name: with a capital, and not because a sentence begins.
        public let isName: Bool
    }

    /// Every word with a gap before and after it.
    public internal(set) var letters: [Unicode.Scalar] = [" "]
    public internal(set) var words: [Word] = []

    public subscript(word: Word) -> ArraySlice<Unicode.Scalar> { letters[word.letters] }

    public func text(of word: Word) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: self[word])
        return String(text)
    }
}
