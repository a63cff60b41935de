/// The result of classifying a text.
package struct Classification: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        package let label: String
        /// Probability, 0 to 1.
        package let confidence: Double
    }

    package struct Term: Sendable, Equatable {
        package let word: String
        /// Its share in the score of the first candidate.
        package let weight: Double
    }

    /// Labels, the most probable first, without those that were too rare to be learnt.
    package let candidates: [Candidate]
    /// Groups of labels, the most probable first; empty when the labels make none.
    package let groups: [Candidate]
    /// The words that added most to the score of the first candidate, in descending order.
    package let terms: [Term]
    /// Whether the rare labels of a group, together, are more probable than each candidate.
    package let isRare: Bool
    /// False when the model knows too few words of the text to judge it.
    package let isLegible: Bool
}
