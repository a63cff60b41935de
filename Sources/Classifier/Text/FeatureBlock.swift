/// The three kinds of feature. Each is weighted and normalised separately.
enum FeatureBlock: UInt8, CaseIterable {
    /// One stem, or two that follow each other.
    case stems
    /// Three to five letters of a word and the gaps around it.
    case letters
    /// Stems of names, which are mostly places.
    case names

    /// Its share in the similarity of two texts.
    var weight: Float {
        switch self {
        case .stems, .letters: 1
        case .names: 0.25
        }
    }
}
