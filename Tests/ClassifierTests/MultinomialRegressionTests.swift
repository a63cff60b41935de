import Classifier
import Foundation
import Testing

@Suite struct MultinomialRegressionTests {
    /// Forty vectors of six features in three classes of different size, the same each time.
    let rows: [[Float]] = (0..<40).map { row in (0..<6).map { column in Self.value(row, column) } }
    let answers = (0..<40).map { row in row % 8 < 3 ? 0 : row % 8 < 5 ? 1 : 2 }

    static func value(_ row: Int, _ column: Int) -> Float {
        let noise = (row * 37 + column * 101) % 17
        return Float(noise) / 17 + (row % 8 == column ? 1 : 0)
    }

    func weights(cost: Double, seed: UInt64 = 1) -> [[Double]] {
        let solved = MultinomialRegression(
            rows.map { SparseVector(indexes: Array(0..<6), values: $0) },
            features: 6,
            answers: answers,
            classes: 3,
            cost: cost,
            seed: seed
        ).weights
        return (0...6).map { feature in (0..<3).map { Double(solved[feature * 3 + $0]) } }
    }

    func probabilities(of row: [Float], _ weights: [[Double]]) -> [Double] {
        let values = row.map(Double.init) + [1]
        var scores = [0.0, 0, 0]
        for (value, line) in zip(values, weights) {
            for column in 0..<3 { scores[column] += value * line[column] }
        }
        let exponents = scores.map(exp)
        return exponents.map { $0 / exponents.reduce(0, +) }
    }

    /// There each weight is what the errors of the probabilities pull, because the gradient is zero.
    @Test(arguments: [0.1, 1])
    func theWeightsAreAtTheOptimum(cost: Double) {
        let weights = weights(cost: cost)
        let sizes = (0..<3).map { column in Double(answers.count { $0 == column }) }
        var pull = [[Double]](repeating: [0, 0, 0], count: 7)
        for (row, answer) in zip(rows, answers) {
            let found = probabilities(of: row, weights)
            for (feature, value) in (row.map(Double.init) + [1]).enumerated() {
                // Every class weighs the same.
                let share = cost * 40 / (3 * sizes[answer])
                for column in 0..<3 {
                    let error = (column == answer ? 1.0 : 0.0) - found[column]
                    pull[feature][column] += share * value * error
                }
            }
        }
        let largest = weights.joined().map(abs).max() ?? 0
        for (one, other) in zip(weights.joined(), pull.joined()) { #expect(abs(one - other) < 0.1 * largest) }
    }

    @Test func theOrderOfTheTextsMattersLittle() {
        let (one, other) = (weights(cost: 1, seed: 1), weights(cost: 1, seed: 2))
        #expect(one != other)
        for (left, right) in zip(one.joined(), other.joined()) { #expect(abs(left - right) < 0.05) }
    }
}
