import TextWords

/// Recognises what a text is about: a linear model on TF-IDF of stems, letters and names, with calibrated probabilities.
package struct TextClassifier: Sendable, Equatable {
    /// In the order of the model's classes.
    package let labels: [String]
    /// The confidence from which on at most 5 % of the decisions are wrong, proved on texts that the model had not learnt from;
    /// more than 1 when there is none.
    package let threshold: Double
    let vocabulary: Vocabulary
    let weights: LinearWeights
    let calibration: Calibration

    /// Classifies a text. Returns at most `candidates` labels and `terms` words, both in descending order.
    package func classify(_ text: String, candidates: Int = 3, terms: Int = 5) -> Classification {
        var reader = FeatureReader()
        let (split, occurrences) = reader.read(text)
        let known = KnownFeatures(occurrences, in: vocabulary)
        let vector = SparseVector(known, in: vocabulary)
        let probabilities = calibration.probabilities(of: weights.scores(of: vector))
        let order = probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
        return Classification(
            candidates: order.prefix(candidates).map {
                Classification.Candidate(label: labels[$0], confidence: probabilities[$0])
            },
            terms: terms > 0 ? self.terms(split, known, vector, of: order[0], limit: terms) : [],
            isLegible: known.isLegible
        )
    }

    /// Whether the model may decide by itself about a text with this classification.
    package func isSure(_ classification: Classification) -> Bool {
        classification.isLegible && (classification.candidates.first?.confidence ?? 0) >= threshold
    }

    /// How much each word, with all its features, added to the score of the class.
    private func terms(
        _ split: SplitText,
        _ known: KnownFeatures,
        _ vector: SparseVector,
        of label: Int,
        limit: Int
    ) -> [Classification.Term] {
        var shares = [Float](repeating: 0, count: split.words.count)
        var place = 0
        known.forEachFeature { index, words in
            let share = vector.values[place] * weights.weights[index * weights.classes + label] / Float(words.count)
            for word in words { shares[Int(word & 0xFFFF_FFFF)] += share }
            place += 1
        }
        // A word may occur several times. Only the words that may be among the best are converted to text.
        var sums: [UInt64: (share: Float, word: SplitText.Word)] = [:]
        for (word, share) in zip(split.words, shares) where share > 0 {
            let hash = split.letters[word.letters].reduce(UInt64.firstHash) { $0.hashed(with: $1.value) }
            sums[hash, default: (0, word)].share += share
        }
        let least = sums.values.map(\.share).sorted(by: >).prefix(limit).last ?? 0
        return sums.values.filter { $0.share >= least }
            .map { (text: split.text(of: $0.word), share: $0.share) }
            .sorted { ($1.share, $0.text) < ($0.share, $1.text) }
            .prefix(limit)
            .map { Classification.Term(word: $0.text, weight: Double($0.share)) }
    }
}
