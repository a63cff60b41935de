/// Groups of classes. The probability of a group is the sum of those of its classes.
package struct ClassGroups: Sendable {
    /// In ascending order.
    package let names: [String]
    /// The group of each class.
    private let group: [Int]
    private let numbers: [String: Int]

    /// - Parameters:
    ///   - classes: of a model.
    ///   - labels: of texts; a class is in the group of its first text.
    ///   - groups: of the same texts.
    package init(of classes: [String], _ labels: [String], _ groups: [String]) {
        let known = Dictionary(zip(labels, groups)) { first, _ in first }
        let names = Set(classes.compactMap { known[$0] }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        self.names = names
        self.numbers = numbers
        group = classes.map { known[$0].flatMap { numbers[$0] } ?? 0 }
    }

    /// The probability of each group.
    package func sums(_ probabilities: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: names.count)
        for (place, probability) in probabilities.enumerated() { sums[group[place]] += probability }
        return sums
    }

    /// - Returns: the number of the group, -1 when it has none of the classes.
    package func number(of name: String) -> Int { numbers[name] ?? -1 }

    /// - Parameter groups: of all texts.
    func outcomes(of texts: [HeldOut], _ groups: [String]) -> [Outcome] {
        texts.map {
            Outcome(
                probabilities: sums($0.probabilities),
                answer: number(of: groups[$0.row]),
                isLegible: $0.isLegible
            )
        }
    }

    /// Labels with those of fewer than `minimumRows` texts pooled into one label for each group, because a topic that
    /// is too rare to be learnt still teaches what its group is about.
    package static func pooled(_ labels: [String], _ groups: [String], minimumRows: Int) -> [String] {
        let sizes = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        return zip(labels, groups).map { sizes[$0, default: 0] < minimumRows ? restMark + $1 : $0 }
    }

    /// Whether a label stands for the rare topics of a group, so that nothing can be decided by it.
    package static func isRest(_ label: String) -> Bool { label.hasPrefix(restMark) }

    private static let restMark = "\u{1F}"
}
