/// The two kinds of feature. Each is weighted and normalised separately, and counts as much as the other.
enum FeatureBlock: UInt8, CaseIterable {
    /// One stem, or two that follow each other.
    case stems
    /// Three to five letters of a word and the gaps around it.
    case letters
}
