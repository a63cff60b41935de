import Foundation

/// A measurement of how well a model learns from some texts.
package struct Evaluation: Sendable {
    package let rows: Int
    package let classes: Int
    package let quality: Quality
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
    /// out.
    package static func crossValidate(_ texts: [String], labels: [String], options: TrainingOptions)
        throws(TrainingError) -> Evaluation
    {
        let sizes = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        let rows = labels.indices.filter { sizes[labels[$0], default: 0] >= options.minimumRows }
        let names = Set(rows.map { labels[$0] }).sorted()
        guard names.count > 1 else { throw .tooFewClasses(minimumRows: options.minimumRows) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let fold = Folds.assign(rows.compactMap { numbers[labels[$0]] }, into: options.folds, seed: options.seed)
        // A fold may leave a small class with fewer texts than the minimum. The class is learnt anyway.
        var lenient = options
        lenient.minimumRows = 1
        var measurement = Measurement(numbers: numbers)
        for held in 0..<options.folds {
            let learnt = rows.indices.filter { fold[$0] != held }.map { rows[$0] }
            let model = try measurement.train(learnt.map { texts[$0] }, learnt.map { labels[$0] }, lenient)
            for place in rows.indices where fold[place] == held {
                measurement.classify(texts[rows[place]], by: model, rows[place], held, labels[rows[place]])
            }
        }
        return measurement.evaluation
    }

    /// A model of all texts is measured on other texts.
    package static func test(
        _ texts: [String],
        labels: [String],
        on others: [String],
        labels answers: [String],
        options: TrainingOptions
    ) throws(TrainingError) -> Evaluation {
        let names = Set(labels).union(answers).sorted()
        var measurement = Measurement(numbers: Dictionary(uniqueKeysWithValues: zip(names, 0...)))
        let model = try measurement.train(texts, labels, options)
        for row in others.indices { measurement.classify(others[row], by: model, row, 0, answers[row]) }
        return measurement.evaluation
    }

    private struct Measurement {
        /// The number of each class, over all models together.
        let numbers: [String: Int]
        private var outcomes: [Outcome] = []
        private var predictions: [Prediction] = []
        private var trained: [Duration] = []
        private var classified = Duration.zero

        init(numbers: [String: Int]) { self.numbers = numbers }

        mutating func train(_ texts: [String], _ labels: [String], _ options: TrainingOptions)
            throws(TrainingError) -> TextClassifier
        {
            let start = ContinuousClock.now
            let model = try Trainer.train(texts, labels: labels, options: options).model
            trained.append(ContinuousClock.now - start)
            return model
        }

        mutating func classify(_ text: String, by model: TextClassifier, _ row: Int, _ fold: Int, _ label: String) {
            let start = ContinuousClock.now
            let classification = model.classify(text)
            classified += ContinuousClock.now - start
            var probabilities = [Double](repeating: 0, count: numbers.count)
            for candidate in classification.candidates {
                probabilities[numbers[candidate.label] ?? 0] = candidate.confidence
            }
            outcomes.append(
                Outcome(
                    probabilities: probabilities,
                    answer: numbers[label] ?? -1,
                    isLegible: classification.isLegible
                )
            )
            predictions.append(
                Prediction(
                    row: row,
                    fold: fold,
                    label: label,
                    prediction: classification.candidates.first?.label ?? "",
                    confidence: classification.isLegible ? classification.candidates.first?.confidence ?? 0 : 0
                )
            )
        }

        var evaluation: Evaluation {
            Evaluation(
                rows: outcomes.count,
                classes: Set(predictions.map(\.label)).count,
                quality: Quality(of: outcomes),
                trainSeconds: trained.reduce(.zero, +) / .seconds(1) / Double(max(1, trained.count)),
                classifyMicroseconds: classified / .microseconds(1) / Double(max(1, outcomes.count)),
                predictions: predictions
            )
        }
    }
}
