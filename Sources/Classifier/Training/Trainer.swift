import Dispatch
import Foundation

/// Trains models on labelled texts.
package enum Trainer {
    /// A model, and its quality on texts that it had not learnt from.
    package struct Result: Sendable {
        package let model: TextClassifier
        package let quality: Quality
        /// Texts learnt from, without those of classes that are too small.
        package let rows: Int
    }

    /// Uses every core. The same input gives the same model.
    ///
    /// - Parameter labels: of each text. Texts of classes with fewer than `minimumRows` are left out.
    package static func train(_ texts: [String], labels: [String], options: TrainingOptions) throws(TrainingError)
        -> Result
    {
        let sizes = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        let classes = sizes.filter { $0.value >= options.minimumRows }.keys.sorted()
        guard classes.count > 1 else { throw .tooFewClasses(minimumRows: options.minimumRows) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        let members = labels.indices.filter { numbers[labels[$0]] != nil }
        let answers = members.compactMap { numbers[labels[$0]] }

        let occurrences = inParallel(members.count) { place in
            var reader = FeatureReader()
            return reader.read(texts[members[place]]).occurrences
        }
        let vocabulary = Vocabulary(of: occurrences, limit: options.maximumFeatures)
        let vectors = inParallel(members.count) {
            SparseVector(KnownFeatures(occurrences[$0], in: vocabulary), in: vocabulary)
        }

        let fold = Folds.assign(answers, into: options.folds, seed: options.seed)
        let scores = heldOutScores(vectors, answers, fold, classes: classes.count, vocabulary, options)
        let probabilities = heldOutProbabilities(scores, answers, fold, classes: classes.count, options)
        let outcomes = zip(probabilities, answers).map { Outcome(probabilities: $0, answer: $1) }
        return Result(
            model: TextClassifier(
                labels: classes,
                threshold: Quality.threshold(of: outcomes, precision: options.precision) ?? 2,
                vocabulary: vocabulary,
                weights: weights(vectors, answers, [Array(answers.indices)], classes.count, vocabulary, options)[0],
                calibration: Calibration(scores: scores, answers: answers, classes: classes.count)
            ),
            quality: Quality(of: outcomes, precision: options.precision),
            rows: members.count
        )
    }

    /// The scores of each text, by a model of the other folds.
    private static func heldOutScores(
        _ vectors: [SparseVector],
        _ answers: [Int],
        _ fold: [Int],
        classes: Int,
        _ vocabulary: Vocabulary,
        _ options: TrainingOptions
    ) -> [[Float]] {
        let members = (0..<options.folds).map { held in answers.indices.filter { fold[$0] != held } }
        let models = weights(vectors, answers, members, classes, vocabulary, options)
        return inParallel(vectors.count) { models[fold[$0]].scores(of: vectors[$0]) }
    }

    /// The probabilities of each text, by a calibration on the other folds.
    private static func heldOutProbabilities(
        _ scores: [[Float]],
        _ answers: [Int],
        _ fold: [Int],
        classes: Int,
        _ options: TrainingOptions
    ) -> [[Double]] {
        let calibrations = inParallel(options.folds) { held in
            let members = answers.indices.filter { fold[$0] != held }
            return Calibration(
                scores: members.map { scores[$0] },
                answers: members.map { answers[$0] },
                classes: classes
            )
        }
        return scores.indices.map { calibrations[fold[$0]].probabilities(of: scores[$0]) }
    }

    /// A model of each group of members.
    private static func weights(
        _ vectors: [SparseVector],
        _ answers: [Int],
        _ groups: [[Int]],
        _ classes: Int,
        _ vocabulary: Vocabulary,
        _ options: TrainingOptions
    ) -> [LinearWeights] {
        let solver = LinearSolver(vectors, features: vocabulary.count)
        let planes = inParallel(groups.count * classes) { task in
            let (members, label) = (groups[task / classes], task % classes)
            let size = members.count { answers[$0] == label }
            let weight = Double(members.count) / Double(classes * max(1, size))
            return solver.separate(
                members,
                isPositive: answers.map { $0 == label },
                positiveWeight: pow(weight, options.balance),
                cost: options.cost
            ).map(Float.init)
        }
        return groups.indices.map { group in
            let planes = planes[(group * classes)..<((group + 1) * classes)]
            var weights = [Float](repeating: 0, count: vocabulary.count * classes)
            for (label, plane) in planes.enumerated() {
                for feature in 0..<vocabulary.count { weights[feature * classes + label] = plane[feature] }
            }
            return LinearWeights(classes: classes, weights: weights, biases: planes.map { $0[vocabulary.count] })
        }
    }

    /// - Returns: the results of `body` for each number below `count`.
    private static func inParallel<Value>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
        [Value](unsafeUninitializedCapacity: count) { places, initialized in
            nonisolated(unsafe) let start = places.baseAddress
            // Each element is written once, and read only after all are written.
            DispatchQueue.concurrentPerform(iterations: count) { number in
                start.map { ($0 + number).initialize(to: body(number)) }
            }
            initialized = count
        }
    }
}
