/// A text split into words.
public struct SplitText: Sendable {
    public struct Word: Sendable {
        /// Positions of its letters.
        public let letters: Range<Int>
    }

    /// The letters of all words, with a gap before and after each word.
    public internal(set) var letters: [Unicode.Scalar] = [" "]
    public internal(set) var words: [Word] = []

    public subscript(word: Word) -> ArraySlice<Unicode.Scalar> { letters[word.letters] }

    public func text(of word: Word) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: self[word])
        return String(text)
    }
}
