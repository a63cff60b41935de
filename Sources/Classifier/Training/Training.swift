/// One training: the examples as numbers, and what can be made of parts of them.
struct Training {
    private let examples: Examples
    private let scheme: LabelScheme
    private let options: TrainingOptions
    private let occurrences: [[Occurrence]]
    private let titles: [Title]
    /// The label and the group of each text, -1 for those that are not learnt.
    private let labels: [Int]
    private let groups: [Int]
    /// Rows of the texts that are learnt.
    let members: [Int]
    /// Of each text. Those that are not learnt are judged by the folds in turn.
    private let folds: [Int]

    private struct Title {
        let label: String
        let number: Int
        let occurrences: [Occurrence]
    }

    init(_ examples: Examples, _ scheme: LabelScheme, _ options: TrainingOptions) {
        self.examples = examples
        self.scheme = scheme
        self.options = options
        let numbers = Dictionary(uniqueKeysWithValues: zip(scheme.labels, 0...))
        let groupNumbers = Dictionary(uniqueKeysWithValues: zip(scheme.groups, 0...))
        let labels = examples.texts.indices.map { numbers[examples.learnt($0)] ?? -1 }
        self.labels = labels
        groups = examples.texts.indices.map { row in examples.groups.flatMap { groupNumbers[$0[row]] } ?? -1 }
        members = labels.indices.filter { labels[$0] >= 0 }
        var folds = [Int](repeating: 0, count: labels.count)
        let assigned = Folds.assign(members.map { labels[$0] }, into: options.folds, seed: options.seed)
        for (row, fold) in zip(members, assigned) { folds[row] = fold }
        for (place, row) in labels.indices.filter({ labels[$0] < 0 }).enumerated() {
            folds[row] = place % options.folds
        }
        self.folds = folds
        occurrences = inParallel(examples.texts.count) { Self.occurrences(in: examples.texts[$0]) }
        titles = examples.titles.sorted { $0.key < $1.key }.compactMap { label, title in
            numbers[examples.learnt(label)].map {
                Title(label: label, number: $0, occurrences: Self.occurrences(in: title))
            }
        }
    }

    private static func occurrences(in text: String) -> [Occurrence] {
        var reader = FeatureReader()
        return reader.read(text).occurrences
    }

    /// What a model of the other folds says of a text: nothing of the text is in it, its vocabulary neither.
    struct Judged {
        let fold: Int
        let label: Int
        let group: Int
        let scores: [Float]
        let isLegible: Bool
    }

    /// Judges every text, those that are not learnt too, in order of the folds.
    func judge() -> [Judged] {
        (0..<options.folds).flatMap { held in
            let (vocabulary, weights) = learn(members.filter { folds[$0] != held })
            let rows = labels.indices.filter { folds[$0] == held }
            return inParallel(rows.count) { place in
                let row = rows[place]
                let known = KnownFeatures(occurrences[row], in: vocabulary)
                return Judged(
                    fold: held,
                    label: labels[row],
                    group: groups[row],
                    scores: weights.scores(of: SparseVector(known, in: vocabulary)),
                    isLegible: known.isLegible
                )
            }
        }
    }

    /// Probabilities by calibrations on the other folds.
    func heldOut(_ judged: [Judged]) -> [HeldOut] {
        let calibrations = inParallel(options.folds) { held in
            calibration(judged.filter { $0.label >= 0 && $0.fold != held })
        }
        return judged.map { one in
            HeldOut(
                probabilities: calibrations[one.fold].probabilities(of: one.scores, in: scheme),
                label: one.label,
                group: one.group,
                isLegible: one.isLegible
            )
        }
    }

    func calibration(_ judged: [Judged]) -> LabelCalibration {
        let scores = judged.map(\.scores)
        return LabelCalibration(
            labels: Calibration(scheme.labelForm, scores: scores, answers: judged.map(\.label)),
            groups: scheme.groupForm.map {
                Calibration($0, scores: scores, answers: judged.map { scheme.group[$0.label] })
            }
        )
    }

    /// A vocabulary of some of the texts, and a function for each group and label, learnt from these texts and from the
    /// titles of their labels.
    func learn(_ rows: [Int]) -> (vocabulary: Vocabulary, weights: LinearWeights) {
        let vocabulary = Vocabulary(of: rows.map { occurrences[$0] }, limit: options.maximumFeatures)
        let seen = Set(rows.map { examples.labels[$0] })
        let titles = titles.filter { seen.contains($0.label) }
        let texts =
            rows.map { occurrences[$0] }
            + titles.flatMap { Array(repeating: $0.occurrences, count: options.titleWeight) }
        let answers =
            rows.map { labels[$0] } + titles.flatMap { Array(repeating: $0.number, count: options.titleWeight) }
        let vectors = inParallel(texts.count) { SparseVector(KnownFeatures(texts[$0], in: vocabulary), in: vocabulary) }
        // The labels take longest, so they are the first task.
        let count = scheme.groups.count
        let solver = LinearSolver(vectors, features: vocabulary.count)
        let planes = inParallel(count + 1) { task in
            task == 0
                ? labelWeights(vectors, answers, features: vocabulary.count)
                : groupPlane(task - 1, answers, by: solver)
        }
        return (
            vocabulary,
            LinearWeights(planes: Array(planes.dropFirst()), rows: planes[0], features: vocabulary.count)
        )
    }

    private func groupPlane(_ group: Int, _ answers: [Int], by solver: borrowing LinearSolver) -> [Float] {
        let isPositive = answers.map { scheme.group[$0] == group }
        // Every group weighs the same.
        let weight = Double(answers.count) / Double(scheme.groups.count * max(1, isPositive.count { $0 }))
        return solver.separate(isPositive: isPositive, positiveWeight: weight, cost: options.groupCost).map(Float.init)
    }

    private func labelWeights(_ vectors: [SparseVector], _ answers: [Int], features: Int) -> [Float] {
        MultinomialRegression(
            vectors,
            features: features,
            answers: answers,
            classes: scheme.labels.count,
            cost: options.labelCost,
            seed: options.seed
        ).weights
    }
}
