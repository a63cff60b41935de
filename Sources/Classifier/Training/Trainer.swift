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

        let all = inParallel(texts.count) { occurrences(in: texts[$0]) }
        let fold = Folds.assign(answers, into: options.folds, seed: options.seed)
        let judged = judge(members, answers, fold, others: others, all, classes: classes.count, options)
        let scores = judged.prefix(members.count).map(\.scores)
        let calibrations = heldOutCalibrations(scores, answers, fold, classes: classes.count, options)
        let heldOut = judged.enumerated().map { place, one in
            HeldOut(
                row: place < members.count ? members[place] : others[place - members.count],
                probabilities: calibrations[one.fold].probabilities(of: one.scores),
                // What the model would say about classes that it has not learnt is always wrong.
                answer: place < members.count ? answers[place] : -1,
                isLegible: one.isLegible
            )
        }
        let vocabulary = Vocabulary(of: members.map { all[$0] }, limit: options.maximumFeatures)
        let vectors = inParallel(members.count) {
            SparseVector(KnownFeatures(all[members[$0]], in: vocabulary), in: vocabulary)
        }
        let outcomes = heldOut.map(\.outcome)
        return Result(
            model: TextClassifier(
                labels: classes,
                threshold: Threshold.lowest(for: outcomes, bound: options.bound) ?? 2,
                vocabulary: vocabulary,
                weights: weights(vectors, answers, classes.count, vocabulary, options),
                calibration: Calibration(scores: scores, answers: answers, classes: classes.count)
            ),
            quality: Quality(of: Array(outcomes.prefix(members.count)), precision: options.bound.precision),
            rows: members.count,
            groupThreshold: groups.flatMap { groups in
                Threshold.lowest(
                    for: ClassGroups(of: classes, labels, groups).outcomes(of: heldOut, groups),
                    bound: options.bound
                )
            } ?? 2
        )
    }

    private static func occurrences(in text: String) -> [Occurrence] {
        var reader = FeatureReader()
        return reader.read(text).occurrences
    }

    /// What a model of the other folds says of a text: nothing of the text is in it, its vocabulary neither.
    private struct Judged {
        let fold: Int
        let scores: [Float]
        let isLegible: Bool
    }

    /// - Parameters:
    ///   - members: rows of the texts that are learnt, with their answers and folds.
    ///   - others: rows of texts of unknown classes, which are judged by the folds in turn.
    /// - Returns: the members, then the others.
    private static func judge(
        _ members: [Int],
        _ answers: [Int],
        _ fold: [Int],
        others: [Int],
        _ occurrences: [[Occurrence]],
        classes: Int,
        _ options: TrainingOptions
    ) -> [Judged] {
        let rows = members + others
        let folds = fold + others.indices.map { $0 % options.folds }
        var judged = [Judged?](repeating: nil, count: rows.count)
        for held in 0..<options.folds {
            let learnt = members.indices.filter { fold[$0] != held }
            let vocabulary = Vocabulary(
                of: learnt.map { occurrences[members[$0]] },
                limit: options.maximumFeatures
            )
            let vectors = inParallel(learnt.count) {
                SparseVector(KnownFeatures(occurrences[members[learnt[$0]]], in: vocabulary), in: vocabulary)
            }
            let model = weights(vectors, learnt.map { answers[$0] }, classes, vocabulary, options)
            let places = rows.indices.filter { folds[$0] == held }
            let found = inParallel(places.count) { place in
                let known = KnownFeatures(occurrences[rows[places[place]]], in: vocabulary)
                let scores = model.scores(of: SparseVector(known, in: vocabulary))
                return Judged(fold: held, scores: scores, isLegible: known.isLegible)
            }
            for (place, one) in zip(places, found) { judged[place] = one }
        }
        return judged.compactMap(\.self)
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

    private static func weights(
        _ vectors: [SparseVector],
        _ answers: [Int],
        _ classes: Int,
        _ vocabulary: Vocabulary,
        _ options: TrainingOptions
    ) -> LinearWeights {
        let solver = LinearSolver(vectors, features: vocabulary.count)
        let planes = inParallel(classes) { label in
            let size = answers.count { $0 == label }
            let weight = Double(answers.count) / Double(classes * max(1, size))
            return solver.separate(
                isPositive: answers.map { $0 == label },
                positiveWeight: pow(weight, options.balance),
                cost: options.cost
            ).map(Float.init)
        }
        var weights = [Float](repeating: 0, count: vocabulary.count * classes)
        for (label, plane) in planes.enumerated() {
            for feature in 0..<vocabulary.count { weights[feature * classes + label] = plane[feature] }
        }
        return LinearWeights(classes: classes, weights: weights, biases: planes.map { $0[vocabulary.count] })
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
