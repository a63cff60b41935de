/// What a model has to prove, on texts that it had not learnt from, before it decides by itself.
///
/// The threshold is the best of many, so it looks better than it is, the more so the fewer texts there are. The minimum
/// count and the least confidence make up for that. Both were chosen on models of 200 to 800 real appeals, so that the
/// share of wrong decisions of all these models together keeps the promise (Tests/Benchmarks/promise.py measures it).
package struct DecisionProof: Sendable {
    package var bound = PrecisionBound(confidence: 0.8)
    /// Decisions that the bound needs at least.
    package var minimumCount = 60
    /// No text is decided with less confidence, whatever the bound says.
    package var leastConfidence = 0.97

    package init() {}

    /// For labels, which are many with few texts each. Of twenty models of 800 real appeals one passed the other bound by
    /// luck.
    package static var ofLabels: DecisionProof {
        var proof = DecisionProof()
        proof.bound = PrecisionBound(confidence: 0.95)
        return proof
    }
}
