/// The confidence at which a model may decide by itself.
package enum Threshold {
    /// - Parameter outcomes: on texts that the model had not learnt from, with those of classes that it does not know.
    /// - Returns: the lowest confidence for which the proof holds, nil when there is none. When it holds for every
    ///   outcome, the threshold is the least confidence, because the calibration is trusted below the measured range.
    package static func lowest(for outcomes: [Outcome], proof: DecisionProof) -> Double? {
        let sorted = outcomes.filter { $0.decisiveness > 0 }.sorted { $0.decisiveness > $1.decisiveness }
        var right = 0
        var lowest: Double?
        for (index, outcome) in sorted.enumerated() {
            right += outcome.isRight ? 1 : 0
            // Equal confidences stay together.
            let isLast = index + 1 == sorted.count
            guard isLast || sorted[index + 1].decisiveness < outcome.decisiveness, index + 1 >= proof.minimumCount,
                proof.bound.holds(right: right, of: index + 1)
            else { continue }
            lowest = isLast ? 0 : outcome.decisiveness
        }
        return lowest.map { max($0, proof.leastConfidence) }
    }
}
