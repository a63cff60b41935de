/// What a model decides by itself on texts that it had not learnt from, at the threshold that its training chose.
package struct Autonomy: Sendable, Equatable {
    /// Mean over the models; more than 1 for one that never decides.
    package let threshold: Double
    /// Share of all texts that were decided.
    package let decided: Double
    /// Share of the decided texts that were decided wrongly, those of unknown classes among them; 0 when none was.
    package let wrong: Double

    /// - Parameter decisions: for each decided text, whether it was right.
    init(thresholds: [Double], decisions: [Bool], texts: Int) {
        threshold = thresholds.reduce(0, +) / Double(max(1, thresholds.count))
        decided = Double(decisions.count) / Double(max(1, texts))
        wrong = Double(decisions.count { !$0 }) / Double(max(1, decisions.count))
    }
}
