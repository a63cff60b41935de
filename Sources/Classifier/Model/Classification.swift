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

    /// The most probable first.
    package let candidates: [Candidate]
    /// The words that added most to the score of the first candidate, in descending order.
    package let terms: [Term]
    /// False when the model knows too few words of the text to judge it.
    package let isLegible: Bool
}
