/// Trains models on labelled texts.
package enum Trainer {
    /// A model, and its quality on texts that it had not learnt from.
    package struct Result: Sendable {
        package let model: TextClassifier
        /// Of the labels.
        package let quality: Quality
        /// Of the groups; nil when the labels make none.
        package let groupQuality: Quality?
        /// Texts learnt from, without those of labels that are too rare.
        package let rows: Int
    }

    /// Uses every core. The same input gives the same model.
    ///
    /// Labels with fewer than `minimumRows` texts are learnt together as the rest of their group. Without groups, or when
    /// the rest is too small too, their texts are not learnt. They only count as texts that the model cannot know, when
    /// the thresholds are chosen.
    package static func train(_ examples: Examples, options: TrainingOptions) throws(TrainingError) -> Result {
        let examples = examples.pooled(minimumRows: options.minimumRows)
        let scheme = try LabelScheme(of: examples, minimumRows: options.minimumRows)
        let training = Training(examples, scheme, options)
        let judged = training.judge()
        let heldOut = training.heldOut(judged)
        let (labelOutcomes, groupOutcomes) = (
            heldOut.map { $0.labelOutcome(in: scheme) }, scheme.groups.isEmpty ? [] : heldOut.map(\.groupOutcome)
        )
        let all = training.learn(training.members)
        return Result(
            model: TextClassifier(
                scheme: scheme,
                threshold: Threshold.lowest(for: labelOutcomes, proof: options.labelProof) ?? TextClassifier.never,
                groupThreshold: Threshold.lowest(for: groupOutcomes, proof: options.groupProof) ?? TextClassifier.never,
                vocabulary: all.vocabulary,
                weights: all.weights,
                calibration: training.calibration(judged.filter { $0.label >= 0 })
            ),
            quality: Quality(
                of: labelOutcomes.filter { $0.answer >= 0 && !scheme.isRest($0.answer) },
                precision: options.labelProof.bound.precision
            ),
            groupQuality: scheme.groups.isEmpty
                ? nil
                : Quality(of: groupOutcomes.filter { $0.answer >= 0 }, precision: options.groupProof.bound.precision),
            rows: training.members.count
        )
    }
}
