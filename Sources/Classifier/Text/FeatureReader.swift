import TextWords

/// A feature found in a text.
struct Occurrence {
    /// Hash of the feature and its block. It is the only identity of a feature.
    let hash: UInt64
    let block: FeatureBlock
    /// Whether it is a single stem.
    let isStem: Bool
    /// Index of the word that contains it, the first of two.
    let word: Int
}

/// Turns texts into features. Not thread-safe.
struct FeatureReader: ~Copyable {
    private var stemmer = Stemmer()

    mutating func read(_ text: String) -> (text: SplitText, occurrences: [Occurrence]) {
        let split = WordSplitter.split(text)
        var occurrences: [Occurrence] = []
        occurrences.reserveCapacity(3 * split.letters.count)
        func append(_ hash: UInt64, _ block: FeatureBlock, _ word: Int, isStem: Bool = false) {
            occurrences.append(Occurrence(hash: hash.in(block), block: block, isStem: isStem, word: word))
        }
        var last: UInt64?
        for (index, word) in split.words.enumerated() {
            let stem = stemmer.withStem(of: split.letters[word.letters]) { bytes in
                bytes.reduce(UInt64.firstHash) { $0.hashed(with: UInt32($1)) }
            }
            append(stem, .stems, index, isStem: true)
            if let last { append(last.byteSwapped ^ stem, .stems, index - 1) }
            last = stem
            // Every sequence of three to five letters, gaps included.
            let gap = word.letters.upperBound
            for start in (word.letters.lowerBound - 1)..<(gap - 1) {
                var hash = UInt64.firstHash
                for place in start...min(start + 4, gap) {
                    hash = hash.hashed(with: split.letters[place].value)
                    if place > start + 1 { append(hash, .letters, index) }
                }
            }
        }
        return (split, occurrences)
    }
}
