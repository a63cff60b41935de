/// The labels that a model tells apart, and the groups that they make.
package struct LabelScheme: Sendable, Equatable {
    package let labels: [String]
    /// Empty when the labels make no groups.
    package let groups: [String]
    /// The group of each label.
    let group: [Int]

    /// A model has a score for each group, then one for each label.
    var scores: Int { groups.count + labels.count }

    /// Whether a label stands for the rare ones of its group. False for -1, which is no label.
    func isRest(_ label: Int) -> Bool { label >= 0 && Examples.isRest(labels[label]) }

    /// The sum of the labels' probabilities for each group.
    func sums(_ probabilities: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: groups.count)
        for (label, probability) in probabilities.enumerated() { sums[group[label]] += probability }
        return sums
    }
}

extension LabelScheme {
    /// The labels with enough texts. There have to be two groups at least to make any.
    init(of examples: Examples, minimumRows: Int) throws(TrainingError) {
        let learnt = examples.labels.indices.map { examples.learnt($0) }
        let sizes = Dictionary(grouping: learnt, by: \.self).mapValues(\.count)
        let labels = sizes.filter { $0.value >= minimumRows }.keys.sorted()
        guard labels.count > 1 else { throw .tooFewClasses(minimumRows: minimumRows) }
        guard let all = examples.groups else {
            self.init(labels: labels, groups: [], group: [])
            return
        }
        let groupOf = Dictionary(zip(learnt, all)) { first, _ in first }
        let groups = Set(labels.compactMap { groupOf[$0] }).sorted()
        guard groups.count > 1 else {
            self.init(labels: labels, groups: [], group: [])
            return
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(groups, 0...))
        self.init(labels: labels, groups: groups, group: labels.compactMap { groupOf[$0].flatMap { numbers[$0] } })
    }
}
