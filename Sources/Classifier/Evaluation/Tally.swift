/// The outcomes of texts with one kind of label, over several models.
struct Tally {
    /// The number of each label, over all models together.
    private let numbers: [String: Int]
    private var outcomes: [Outcome] = []
    private var labels: Set<String> = []
    private var thresholds: [Double] = []
    /// Of each text that a model decided by itself, whether it was right.
    private var decisions: [Bool] = []

    init(_ labels: Set<String>) { numbers = Dictionary(uniqueKeysWithValues: zip(labels.sorted(), 0...)) }

    mutating func use(threshold: Double) { thresholds.append(threshold) }

    /// - Parameters:
    ///   - candidates: all that the model knows.
    ///   - mayDecide: false for a text that the model cannot judge.
    mutating func count(_ candidates: [Classification.Candidate], label: String, mayDecide: Bool) {
        var all = [Double](repeating: 0, count: numbers.count)
        for candidate in candidates {
            if let number = numbers[candidate.label] { all[number] = candidate.confidence }
        }
        let outcome = Outcome(probabilities: all, answer: numbers[label] ?? -1, isLegible: mayDecide)
        outcomes.append(outcome)
        labels.insert(label)
        if let threshold = thresholds.last, outcome.decisiveness >= threshold { decisions.append(outcome.isRight) }
    }

    var grade: Grade {
        Grade(
            rows: outcomes.count,
            classes: labels.count,
            quality: Quality(of: outcomes),
            autonomy: Autonomy(thresholds: thresholds, decisions: decisions, texts: outcomes.count)
        )
    }
}

/// How well one kind of label is told.
package struct Grade: Sendable {
    package let rows: Int
    package let classes: Int
    package let quality: Quality
    package let autonomy: Autonomy
}
