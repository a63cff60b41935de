/// What models said about a text that they had not learnt from.
struct HeldOut {
    /// Index of the text.
    let row: Int
    /// Of each class, with the sum 1.
    let probabilities: [Double]
    /// The class of the text, -1 for one that was not learnt.
    let answer: Int
    let isLegible: Bool

    var outcome: Outcome { Outcome(probabilities: probabilities, answer: answer, isLegible: isLegible) }
}
