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
        /// The sum of the confidences of a group's classes at which the group is certain enough; more than 1 when
        /// there is none, and without groups.
        package let groupThreshold: Double
    }

    /// Uses every core. The same input gives the same model.
    ///
    /// - Parameters:
    ///   - labels: of each text. Texts of classes with fewer than `minimumRows` are not learnt; they only count as
    ///     texts that the model cannot know, when the threshold is chosen.
    ///   - groups: of each text: several classes make a group. Used for the group's threshold only.
    package static func train(
        _ texts: [String],
        labels: [String],
        groups: [String]? = nil,
        options: TrainingOptions
    ) throws(TrainingError) -> Result {
        let sizes = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        let classes = sizes.filter { $0.value >= options.minimumRows }.keys.sorted()
        guard classes.count > 1 else { throw .tooFewClasses(minimumRows: options.minimumRows) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        let members = labels.indices.filter { numbers[labels[$0]] != nil }
        let answers = members.compactMap { numbers[labels[$0]] }
        let others = labels.indices.filter { numbers[labels[$0]] == nil }

        let occurrences = inParallel(members.count) { Self.occurrences(in: texts[members[$0]]) }
        let vocabulary = Vocabulary(of: occurrences, limit: options.maximumFeatures)
        let known = occurrences.map { KnownFeatures($0, in: vocabulary) }
        let vectors = inParallel(known.count) { SparseVector(known[$0], in: vocabulary) }
        let unlearnt = inParallel(others.count) {
            KnownFeatures(Self.occurrences(in: texts[others[$0]]), in: vocabulary)
        }

        let fold = Folds.assign(answers, into: options.folds, seed: options.seed)
        let models = heldOutModels(vectors, answers, fold, classes: classes.count, vocabulary, options)
        let scores = inParallel(vectors.count) { models[fold[$0]].scores(of: vectors[$0]) }
        let calibrations = heldOutCalibrations(scores, answers, fold, classes: classes.count, options)
        let probabilities = answers.indices.map { calibrations[fold[$0]].probabilities(of: scores[$0]) }
        // What the model would say about classes that it has not learnt is always wrong.
        let strange = unlearnt.indices.map { place in
            let held = place % options.folds
            return calibrations[held].probabilities(
                of: models[held].scores(of: SparseVector(unlearnt[place], in: vocabulary))
            )
        }
        let all = zip(members + others, probabilities + strange).enumerated().map { place, one in
            HeldOut(
                row: one.0,
                probabilities: one.1,
                answer: place < members.count ? answers[place] : -1,
                isLegible: place < members.count || unlearnt[place - members.count].isLegible
            )
        }
        let outcomes = all.map { Outcome(probabilities: $0.probabilities, answer: $0.answer, isLegible: $0.isLegible) }
        return Result(
            model: TextClassifier(
                labels: classes,
                threshold: Threshold.lowest(for: outcomes, bound: options.bound) ?? 2,
                vocabulary: vocabulary,
                weights: weights(vectors, answers, [Array(answers.indices)], classes.count, vocabulary, options)[0],
                calibration: Calibration(scores: scores, answers: answers, classes: classes.count)
            ),
            quality: Quality(of: Array(outcomes.prefix(members.count)), precision: options.bound.precision),
            rows: members.count,
            groupThreshold: groups.flatMap {
                Threshold.lowest(for: ClassGroups(of: classes, labels, $0).outcomes(of: all, $0), bound: options.bound)
            } ?? 2
        )
    }

    private static func occurrences(in text: String) -> [Occurrence] {
        var reader = FeatureReader()
        return reader.read(text).occurrences
    }

    /// For each fold, a model of the others.
    private static func heldOutModels(
        _ vectors: [SparseVector],
        _ answers: [Int],
        _ fold: [Int],
        classes: Int,
        _ vocabulary: Vocabulary,
        _ options: TrainingOptions
    ) -> [LinearWeights] {
        let members = (0..<options.folds).map { held in answers.indices.filter { fold[$0] != held } }
        return weights(vectors, answers, members, classes, vocabulary, options)
    }

    /// For each fold, a calibration on the others.
    private static func heldOutCalibrations(
        _ scores: [[Float]],
        _ answers: [Int],
        _ fold: [Int],
        classes: Int,
        _ options: TrainingOptions
    ) -> [Calibration] {
        inParallel(options.folds) { held in
            let members = answers.indices.filter { fold[$0] != held }
            return Calibration(
                scores: members.map { scores[$0] },
                answers: members.map { answers[$0] },
                classes: classes
            )
        }
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
