import TextWords

/// Recognises what a text is about: a linear model on TF-IDF of stems and letters, with calibrated probabilities of labels
/// and of the groups that they make.
package struct TextClassifier: Sendable, Equatable {
    /// The threshold of a model that never decides.
    package static let never = 2.0

    package let scheme: LabelScheme
    /// The confidence from which on at most 5 % of the decisions are wrong, proved on texts that the model had not learnt
    /// from; ``never`` when there is none.
    package let threshold: Double
    /// The same for groups.
    package let groupThreshold: Double
    let vocabulary: Vocabulary
    let weights: LinearWeights
    let calibration: LabelCalibration

    /// Classifies a text. Returns at most `candidates` labels and `terms` words, both in descending order.
    package func classify(_ text: String, candidates: Int = 3, terms: Int = 5) -> Classification {
        var reader = FeatureReader()
        let (split, occurrences) = reader.read(text)
        let known = KnownFeatures(occurrences, in: vocabulary)
        let vector = SparseVector(known, in: vocabulary)
        let found = calibration.probabilities(of: weights.scores(of: vector), in: scheme)
        let all = Self.order(found.labels)
        let order = all.filter { !scheme.isRest($0) }
        return Classification(
            candidates: order.prefix(candidates).map {
                Classification.Candidate(label: scheme.labels[$0], confidence: found.labels[$0])
            },
            groups: Self.order(found.groups).prefix(candidates).map {
                Classification.Candidate(label: scheme.groups[$0], confidence: found.groups[$0])
            },
            terms: terms > 0 ? self.terms(split, known, vector, of: order.first ?? all[0], limit: terms) : [],
            isRare: scheme.isRest(all[0]),
            isLegible: known.isLegible
        )
    }

    private static func order(_ probabilities: [Double]) -> [Int] {
        probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    }

    /// Whether the model may decide by itself on the label of a text with this classification.
    package func isSure(_ classification: Classification) -> Bool {
        guard classification.isLegible, !classification.isRare else { return false }
        return (classification.candidates.first?.confidence ?? 0) >= threshold
    }

    /// Whether the model may decide by itself on the group of a text with this classification.
    package func isSureOfGroup(_ classification: Classification) -> Bool {
        classification.isLegible && (classification.groups.first?.confidence ?? 0) >= groupThreshold
    }

    /// How much each word, with all its features, added to the score of the class.
    private func terms(
        _ split: SplitText,
        _ known: KnownFeatures,
        _ vector: SparseVector,
        of label: Int,
        limit: Int
    ) -> [Classification.Term] {
        let score = scheme.groups.count + label
        var shares = [Float](repeating: 0, count: split.words.count)
        var place = 0
        known.forEachFeature { index, words in
            let share = vector.values[place] * weights.weights[index * weights.classes + score] / Float(words.count)
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
