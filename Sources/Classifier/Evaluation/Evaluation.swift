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

    /// Texts with their labels, and with the groups of the labels.
    package struct Sample: Sendable {
        let texts: [String]
        let labels: [String]
        let groups: [String]?

        package init(_ texts: [String], labels: [String], groups: [String]? = nil) {
            self.texts = texts
            self.labels = labels
            self.groups = groups
        }

        /// The labels that are learnt.
        func learnt(_ options: TrainingOptions) -> [String] {
            groups.map { ClassGroups.pooled(labels, $0, minimumRows: options.minimumRows) } ?? labels
        }

        func rows(_ rows: [Int]) -> Sample {
            Sample(
                rows.map { texts[$0] },
                labels: rows.map { labels[$0] },
                groups: groups.map { all in rows.map { all[$0] } }
            )
        }
    }

    /// Each fold is measured with a model of the other folds. Texts of classes with fewer than `minimumRows` are left
    /// out; with groups, those of such groups are, and the labels are measured without the rare ones.
    package static func crossValidate(_ sample: Sample, options: TrainingOptions) throws(TrainingError) -> Evaluation {
        let labels = sample.learnt(options)
        let strata = sample.groups ?? labels
        let sizes = Dictionary(grouping: strata, by: \.self).mapValues(\.count)
        let rows = strata.indices.filter { sizes[strata[$0], default: 0] >= options.minimumRows }
        let names = Set(rows.map { labels[$0] }).sorted()
        guard names.count > 1 else { throw .tooFewClasses(minimumRows: options.minimumRows) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let fold = Folds.assign(rows.compactMap { numbers[labels[$0]] }, into: options.folds, seed: options.seed)
        // A fold may leave a small class with fewer texts than the minimum. The class is learnt anyway.
        var lenient = options
        lenient.minimumRows = 1
        let kept = Sample(sample.texts, labels: labels, groups: sample.groups).rows(rows)
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
        _ sample: Sample,
        on others: Sample,
        options: TrainingOptions
    ) throws(TrainingError) -> Evaluation {
        let learnt = Sample(sample.texts, labels: sample.learnt(options), groups: sample.groups)
        var measurement = Measurement(learnt, others)
        let model = try measurement.train(learnt, options)
        for row in others.texts.indices { measurement.classify(others, row, by: model, row: row, 0) }
        return measurement.evaluation(isOfOtherTexts: true)
    }

    private struct Measurement {
        private var labels: Tally
        private var groups: Tally?
        private var classGroups: ClassGroups?
        private var predictions: [Prediction] = []
        private var trained: [Duration] = []
        private var classified = Duration.zero

        init(_ samples: Sample...) {
            labels = Tally(Set(samples.flatMap(\.labels)))
            groups = samples.first?.groups.map { _ in Tally(Set(samples.flatMap { $0.groups ?? [] })) }
        }

        mutating func train(_ sample: Sample, _ options: TrainingOptions) throws(TrainingError) -> TextClassifier {
            let start = ContinuousClock.now
            let result = try Trainer.train(sample.texts, labels: sample.labels, groups: sample.groups, options: options)
            trained.append(ContinuousClock.now - start)
            labels.use(threshold: result.model.threshold)
            groups?.use(threshold: result.groupThreshold)
            classGroups = sample.groups.map { ClassGroups(of: result.model.labels, sample.labels, $0) }
            return result.model
        }

        /// - Parameter row: index of the text for the caller.
        mutating func classify(_ sample: Sample, _ place: Int, by model: TextClassifier, row: Int, _ fold: Int) {
            let start = ContinuousClock.now
            let told = model.classify(sample.texts[place], candidates: model.labels.count)
            classified += ContinuousClock.now - start
            let confidences = Dictionary(uniqueKeysWithValues: told.candidates.map { ($0.label, $0.confidence) })
            let probabilities = model.labels.map { confidences[$0] ?? 0 }
            let (label, best) = (sample.labels[place], told.candidates.first)
            if let classGroups, let group = sample.groups?[place] {
                groups?.count(
                    classGroups.sums(probabilities),
                    of: classGroups.names,
                    label: group,
                    mayDecide: told.isLegible
                )
            }
            guard !ClassGroups.isRest(label) else { return }
            let mayDecide = told.isLegible && best.map { !ClassGroups.isRest($0.label) } ?? false
            labels.count(probabilities, of: model.labels, label: label, mayDecide: mayDecide)
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
