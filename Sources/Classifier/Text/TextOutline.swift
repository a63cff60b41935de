/// A text as the set of its stems, to be compared with others.
package struct TextOutline: Sendable {
    /// What each stem weighs: its letters but two, since short words say little in any language.
    private let weights: [UInt64: Int]
    /// How much there is to compare: the sum over its stems.
    package let weight: Int

    /// - Parameter text: as hostile as it comes.
    package init(of text: String) {
        var stemmer = Stemmer()
        let split = WordSplitter.split(text)
        var weights: [UInt64: Int] = [:]
        weights.reserveCapacity(split.words.count)
        for word in split.words where word.letters.count > 2 {
            let stem = stemmer.withStem(of: split.letters[word.letters]) { bytes in
                bytes.reduce(UInt64.firstHash) { $0.hashed(with: UInt32($1)) }
            }
            weights[stem] = word.letters.count - 2
        }
        self.weights = weights
        weight = weights.values.reduce(0, +)
    }

    /// How much of the shorter text is in the other one too, 0 to 1.
    package func likeness(to other: TextOutline) -> Double {
        let (less, more) = weight <= other.weight ? (self, other) : (other, self)
        guard less.weight > 0 else { return 0 }
        let shared = less.weights.reduce(0) { more.weights[$1.key] == nil ? $0 : $0 + $1.value }
        return Double(shared) / Double(less.weight)
    }
}
