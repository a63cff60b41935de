/// What models said about a text that they had not learnt from.
struct HeldOut {
    let probabilities: LabelCalibration.Probabilities
    /// The label of the text, -1 for one that was not learnt.
    let label: Int
    /// The group of the text, -1 for one that was not learnt.
    let group: Int
    let isLegible: Bool

    func labelOutcome(in scheme: LabelScheme) -> Outcome {
        let outcome = Outcome(probabilities: probabilities.labels, answer: label, isLegible: isLegible)
        return scheme.isRest(outcome.prediction) ? outcome.undecided : outcome
    }

    var groupOutcome: Outcome { Outcome(probabilities: probabilities.groups, answer: group, isLegible: isLegible) }
}
