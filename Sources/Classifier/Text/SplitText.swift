/// A text in words, as the classifier sees it.
struct SplitText {
    struct Word {
        /// Places of its letters.
        let letters: Range<Int>
        /// Whether it is written like a name: with a capital, and not because a sentence begins.
        let isName: Bool
    }

    /// Every word with a gap before and after it: lower case, ё as е, letters that only look Cyrillic as the Cyrillic ones.
    var letters: [Unicode.Scalar] = [" "]
    var words: [Word] = []

    func text(of word: Word) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: letters[word.letters])
        return String(text)
    }
}
