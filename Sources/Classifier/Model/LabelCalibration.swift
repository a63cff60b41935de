/// Turns the scores of a model into probabilities of its labels, and of the groups that they make.
///
/// The probability of a group is the mean of what its own score says and of the sum of its labels; the probabilities of
/// the labels are scaled so that they add up to it.
struct LabelCalibration: Equatable {
    let labels: Calibration
    /// nil when the labels make no groups.
    let groups: Calibration?

    /// Probabilities, each kind with the sum 1.
    struct Probabilities {
        let labels: [Double]
        /// Empty without groups.
        let groups: [Double]
    }

    func probabilities(of scores: [Float], in scheme: LabelScheme) -> Probabilities {
        let told = labels.probabilities(of: scores)
        guard let groups else { return Probabilities(labels: told, groups: []) }
        let sums = scheme.sums(told)
        let means = zip(groups.probabilities(of: scores), sums).map { ($0 + $1) / 2 }
        let scaled = told.enumerated().map { label, probability in
            let group = scheme.group[label]
            return sums[group] > 0 ? probability * means[group] / sums[group] : 0
        }
        return Probabilities(labels: scaled, groups: means)
    }
}

extension LabelScheme {
    /// The labels have their own scores and those of their groups; the scores of the groups are mixed, or all when there
    /// are none.
    var labelForm: Calibration.Form {
        let own = labels.indices.map { groups.count + $0 }
        return groups.isEmpty
            ? Calibration.Form(classes: labels.count, sources: [own], mixed: labels.count, ridge: 1)
            : Calibration.Form(classes: labels.count, sources: [own, group], mixed: groups.count, ridge: 1)
    }

    /// The groups have their own scores, and all scores are mixed. nil without groups.
    var groupForm: Calibration.Form? {
        groups.isEmpty
            ? nil : Calibration.Form(classes: groups.count, sources: [Array(groups.indices)], mixed: scores, ridge: 3)
    }
}
