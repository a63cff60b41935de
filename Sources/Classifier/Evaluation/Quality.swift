/// A model's prediction for a text whose class is known.
package struct Outcome: Sendable {
    /// The most probable class, and the three most probable.
    let prediction: Int
    let topThree: [Int]
    let confidence: Double
    /// 0 for a text that the model may not decide by itself; otherwise the confidence.
    package private(set) var decisiveness: Double
    let answer: Int

    /// - Parameters:
    ///   - answer: -1 for a class that the model does not know.
    package init(probabilities: [Double], answer: Int, isLegible: Bool = true) {
        let order = probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
        prediction = order.first ?? -1
        topThree = Array(order.prefix(3))
        confidence = order.first.map { probabilities[$0] } ?? 0
        decisiveness = isLegible ? confidence : 0
        self.answer = answer
    }

    /// The same for a text that may not be decided.
    var undecided: Outcome {
        var outcome = self
        outcome.decisiveness = 0
        return outcome
    }

    package var isRight: Bool { prediction >= 0 && prediction == answer }
}

/// How good a model was on texts it had not learnt from. All are shares from 0 to 1.
package struct Quality: Codable, Sendable, Equatable {
    package let accuracy: Double
    /// Mean over the classes, each with the same weight.
    package let macroF1: Double
    /// Share of texts whose answer is among the three most probable.
    package let top3: Double
    /// Expected calibration error over ten bins of confidence.
    package let calibrationError: Double
    /// The largest share of texts, most confident first, of which at most one in twenty is wrong.
    package let coverageAt95: Double

    enum CodingKeys: String, CodingKey {
        case accuracy, top3
        case macroF1 = "macro_f1"
        case calibrationError = "calibration_error"
        case coverageAt95 = "coverage_at_95"
    }

    package init(of outcomes: [Outcome], precision: Double = 0.95) {
        let count = Double(max(1, outcomes.count))
        accuracy = Double(outcomes.count(where: \.isRight)) / count
        top3 = Double(outcomes.count { $0.topThree.contains($0.answer) }) / count
        macroF1 = Self.macroF1(outcomes)
        calibrationError = Self.calibrationError(outcomes)
        coverageAt95 = Double(Self.sureOnes(outcomes, precision).count) / count
    }

    /// The longest list of outcomes, most confident first, with enough correct ones. Equal confidences stay together.
    private static func sureOnes(_ outcomes: [Outcome], _ precision: Double) -> ArraySlice<Outcome> {
        let sorted = outcomes.filter { $0.decisiveness > 0 }.sorted { $0.decisiveness > $1.decisiveness }
        var right = 0
        var length = 0
        for (index, outcome) in sorted.enumerated() {
            right += outcome.isRight ? 1 : 0
            let isLastOfEquals = index + 1 == sorted.count || sorted[index + 1].decisiveness < outcome.decisiveness
            if isLastOfEquals, Double(right) >= precision * Double(index + 1) { length = index + 1 }
        }
        return sorted.prefix(length)
    }

    private static func macroF1(_ outcomes: [Outcome]) -> Double {
        var right: [Int: Double] = [:]
        var met: [Int: Double] = [:]
        for outcome in outcomes {
            met[outcome.prediction, default: 0] += 1
            met[outcome.answer, default: 0] += 1
            if outcome.isRight { right[outcome.answer, default: 0] += 1 }
        }
        let sum = met.reduce(0) { $0 + 2 * (right[$1.key] ?? 0) / $1.value }
        return met.isEmpty ? 0 : sum / Double(met.count)
    }

    private static func calibrationError(_ outcomes: [Outcome]) -> Double {
        let bins = Dictionary(grouping: outcomes) { min(9, Int($0.confidence * 10)) }
        return bins.values.reduce(0) { error, bin in
            let confidence = bin.reduce(0) { $0 + $1.confidence }
            return error + abs(confidence - Double(bin.count(where: \.isRight))) / Double(outcomes.count)
        }
    }
}
