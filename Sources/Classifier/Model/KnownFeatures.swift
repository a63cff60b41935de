/// The features of a text that are in a vocabulary.
struct KnownFeatures {
    /// Index of the feature in the upper 32 bits, of the word in the lower; in ascending order.
    let places: [UInt64]
    /// Words whose stem is known.
    let words: Int
    /// False with fewer than two known words, or fewer than half: the language of the text is not known.
    let isLegible: Bool

    init(_ occurrences: [Occurrence], in vocabulary: Vocabulary) {
        var places: [UInt64] = []
        places.reserveCapacity(occurrences.count)
        var words = 0
        var allWords = 0
        for occurrence in occurrences {
            if occurrence.isStem { allWords += 1 }
            guard let index = vocabulary.index(of: occurrence.hash) else { continue }
            places.append(UInt64(index) << 32 | UInt64(occurrence.word))
            if occurrence.isStem { words += 1 }
        }
        places.sort()
        self.places = places
        self.words = words
        isLegible = words >= 2 && 2 * words >= allWords
    }

    /// Iterates over the features in order of their indexes.
    /// - Parameter body: gets the index, and the words that contain the feature, in the lower 32 bits.
    func forEachFeature(_ body: (_ index: Int, _ words: ArraySlice<UInt64>) -> Void) {
        var start = 0
        while start < places.count {
            let index = places[start] >> 32
            var end = start + 1
            while end < places.count, places[end] >> 32 == index { end += 1 }
            body(Int(index), places[start..<end])
            start = end
        }
    }
}
