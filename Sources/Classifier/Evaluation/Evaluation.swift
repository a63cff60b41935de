import Foundation

/// A measurement of how well a model learns from some texts.
package struct Evaluation: Sendable {
    /// Of the labels.
    package let grade: Grade
    /// Of the groups of the labels, if they are given.
    package let groups: Grade?
    /// Whether the texts were others than those of the cross-validation, so that ``Grade/autonomy`` counts classes
    /// that were never learnt.
    package let isOfOtherTexts: Bool
    /// Mean wall time of training a model.
    package let trainSeconds: Double
    /// Mean time of one classification on one core.
    package let classifyMicroseconds: Double
    /// The prediction for each text, for comparisons.
    package let predictions: [Prediction]

    /// The prediction for one text.
    package struct Prediction: Sendable {
        /// Index of the text.
        package let row: Int
        package let fold: Int
        package let label: String
        package let prediction: String
        package let confidence: Double
    }

    /// Each fold is measured with a model of the other folds. Texts of classes with fewer than `minimumRows` are left
    /// out; with groups, those of such groups are, and the labels are measured without the rare ones.
    package static func crossValidate(_ examples: Examples, options: TrainingOptions) throws(TrainingError)
        -> Evaluation
    {
        let examples = examples.pooled(minimumRows: options.minimumRows)
        let labels = examples.texts.indices.map { examples.learnt($0) }
        let strata = examples.groups ?? labels
        let sizes = Dictionary(grouping: strata, by: \.self).mapValues(\.count)
        let rows = strata.indices.filter { sizes[strata[$0], default: 0] >= options.minimumRows }
        let names = Set(rows.map { labels[$0] }).sorted()
        guard names.count > 1 else { throw .tooFewClasses(minimumRows: options.minimumRows) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let fold = Folds.assign(rows.compactMap { numbers[labels[$0]] }, into: options.folds, seed: options.seed)
        // A fold may leave a small class with fewer texts than the minimum. The class is learnt anyway.
        var lenient = options
        lenient.minimumRows = 1
        let kept = examples.rows(rows)
        var measurement = Measurement(kept)
        for held in 0..<options.folds {
            let model = try measurement.train(kept.rows(rows.indices.filter { fold[$0] != held }), lenient)
            for place in rows.indices where fold[place] == held {
                measurement.classify(kept, place, by: model, row: rows[place], held)
            }
        }
        return measurement.evaluation(isOfOtherTexts: false)
    }

    /// A model of all texts is measured on other texts.
    package static func test(
        _ examples: Examples,
        on others: Examples,
        options: TrainingOptions
    ) throws(TrainingError) -> Evaluation {
        var measurement = Measurement(examples, others)
        let model = try measurement.train(examples, options)
        for row in others.texts.indices { measurement.classify(others, row, by: model, row: row, 0) }
        return measurement.evaluation(isOfOtherTexts: true)
    }

    private struct Measurement {
        private var labels: Tally
        private var groups: Tally?
        private var predictions: [Prediction] = []
        private var trained: [Duration] = []
        private var classified = Duration.zero

        init(_ examples: Examples...) {
            labels = Tally(Set(examples.flatMap(\.labels)))
            groups = examples.first?.groups.map { _ in Tally(Set(examples.flatMap { $0.groups ?? [] })) }
        }

        mutating func train(_ examples: Examples, _ options: TrainingOptions) throws(TrainingError) -> TextClassifier {
            let start = ContinuousClock.now
            let model = try Trainer.train(examples, options: options).model
            trained.append(ContinuousClock.now - start)
            labels.use(threshold: model.threshold)
            groups?.use(threshold: model.groupThreshold)
            return model
        }

        /// - Parameter row: index of the text for the caller.
        mutating func classify(_ examples: Examples, _ place: Int, by model: TextClassifier, row: Int, _ fold: Int) {
            let start = ContinuousClock.now
            let told = model.classify(examples.texts[place], candidates: model.scheme.labels.count)
            classified += ContinuousClock.now - start
            if let group = examples.groups?[place] {
                groups?.count(told.groups, label: group, mayDecide: told.isLegible)
            }
            let (label, best) = (examples.labels[place], told.candidates.first)
            guard !Examples.isRest(examples.learnt(place)) else { return }
            let mayDecide = told.isLegible && !told.isRare
            labels.count(told.candidates, label: label, mayDecide: mayDecide)
            predictions.append(
                Prediction(
                    row: row,
                    fold: fold,
                    label: label,
                    prediction: best?.label ?? "",
                    confidence: mayDecide ? best?.confidence ?? 0 : 0
                )
            )
        }

        func evaluation(isOfOtherTexts: Bool) -> Evaluation {
            Evaluation(
                grade: labels.grade,
                groups: groups?.grade,
                isOfOtherTexts: isOfOtherTexts,
                trainSeconds: trained.reduce(.zero, +) / .seconds(1) / Double(max(1, trained.count)),
                classifyMicroseconds: classified / .microseconds(1) / Double(max(1, predictions.count)),
                predictions: predictions
            )
        }
    }
}
