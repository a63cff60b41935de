/// How a model is trained. The defaults were chosen by cross-validation on real appeals.
package struct TrainingOptions: Sendable {
    /// Seed of the random division into folds.
    package var seed: UInt64 = 42
    /// Parts that are scored by models of the other parts, for calibration and measurement.
    package var folds = 5
    /// Texts that a label needs to be learnt.
    package var minimumRows = 5
    /// Features kept, the most frequent first.
    package var maximumFeatures = 200_000
    /// Weight of mistakes on groups against the size of the weights (liblinear's C).
    package var groupCost = 1.0
    /// The same of mistakes on labels.
    package var labelCost = 1.0
    /// How often a title is learnt, as if it were so many texts.
    package var titleWeight = 3
    /// What the decisions on labels above the threshold have to prove.
    package var labelProof = DecisionProof.ofLabels
    /// The same for decisions on groups.
    package var groupProof = DecisionProof()

    package init() {}
}
