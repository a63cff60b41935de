/// What a model makes of a text.
package struct Classification: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        package let label: String
        /// Probability, 0 to 1.
        package let confidence: Double
    }

    package struct Term: Sendable, Equatable {
        package let word: String
        /// Share in the score of the first candidate.
        package let weight: Double
    }

    /// The most probable first.
    package let candidates: [Candidate]
    /// Words that spoke for the first candidate, the weightiest first.
    package let terms: [Term]
    /// False for a text of which the model knows too few words to judge at all.
    package let isLegible: Bool
}
