import Foundation

/// Multinomial logistic regression: the weights that minimise `½ Σ weight² + cost × Σ cross-entropy`, where every class
/// weighs the same.
///
/// Dual coordinate ascent, one text at a time, after Yu, Huang and Lin, "Dual coordinate descent methods for logistic
/// regression and maximum entropy models" (2011). liblinear has the regression of one class against the rest only, whose
/// scores tell rare topics apart less well.
package struct MultinomialRegression {
    private let classes: Int
    /// Of feature `f` and class `c` at `f * classes + c`; those of the bias last.
    package private(set) var weights: [Float]
    /// The dual variables of each text: a distribution over the classes, at the optimum the model's probabilities.
    private var duals: [Float]

    /// Rounds over all texts, at most.
    private static let rounds = 100
    /// The search stops when no dual variable is farther from the model's probability.
    private static let tolerance = 0.02

    /// - Parameters:
    ///   - features: how many the vocabulary has; the bias comes after them.
    ///   - answers: the class of each vector.
    ///   - cost: the mean over the vectors.
    ///   - seed: of the order of the texts.
    package init(
        _ vectors: [SparseVector],
        features: Int,
        answers: [Int],
        classes: Int,
        cost: Double,
        seed: UInt64
    ) {
        self.classes = classes
        weights = [Float](repeating: 0, count: (features + 1) * classes)
        duals = [Float](repeating: 0, count: vectors.count * classes)
        for (row, answer) in answers.enumerated() { duals[row * classes + answer] = 1 }
        var sizes = [Int](repeating: 0, count: classes)
        for answer in answers { sizes[answer] += 1 }
        let known = Double(sizes.count { $0 > 0 })
        let costs = sizes.map { cost * Double(answers.count) / (known * Double(max(1, $0))) }
        var generator = SplitMix64(seed: seed)
        var order = Array(vectors.indices)
        var scores = [Float](repeating: 0, count: classes)
        for _ in 0..<Self.rounds {
            order.shuffle(using: &generator)
            var largest = 0.0
            for row in order {
                largest = max(largest, improve(row, vectors[row], cost: costs[answers[row]], &scores))
            }
            if largest < Self.tolerance { break }
        }
    }

    /// Sets the dual variables of one text to the best values while the others stay.
    /// - Returns: the largest difference between one of them and the model's probability before.
    private mutating func improve(
        _ row: Int,
        _ vector: SparseVector,
        cost: Double,
        _ scores: inout [Float]
    ) -> Double {
        let bias = weights.count - classes
        var square: Float = 1
        return weights.withUnsafeMutableBufferPointer { weights in
            duals.withUnsafeMutableBufferPointer { duals in
                scores.withUnsafeMutableBufferPointer { scores in
                    for column in 0..<classes { scores[column] = weights[bias + column] }
                    for (index, value) in zip(vector.indexes, vector.values) {
                        let line = Int(index) * classes
                        square += value * value
                        for column in 0..<classes { scores[column] += value * weights[line + column] }
                    }
                    let own = UnsafeMutableBufferPointer(rebasing: duals[(row * classes)..<((row + 1) * classes)])
                    let largest = Self.solve(scores, own, curvature: cost * Double(square))
                    // The scores are the changes of the duals now.
                    for column in 0..<classes { scores[column] *= Float(-cost) }
                    for column in 0..<classes { weights[bias + column] += scores[column] }
                    for (index, value) in zip(vector.indexes, vector.values) {
                        let line = Int(index) * classes
                        for column in 0..<classes { weights[line + column] += value * scores[column] }
                    }
                    return largest
                }
            }
        }
    }

    /// Maximises `entropy(p) + scores · p − ½ curvature × |p − duals|²` over distributions `p`: where
    /// `log p + curvature × p = scores + curvature × duals + shift`, with the shift that makes the sum 1.
    /// The duals become `p`, the scores become its changes.
    private static func solve(
        _ scores: UnsafeMutableBufferPointer<Float>,
        _ duals: UnsafeMutableBufferPointer<Float>,
        curvature: Double
    ) -> Double {
        let scale = log(curvature)
        let largestScore = Double(scores.max() ?? 0)
        // At the optimum of all texts this is the shift.
        var shift = -largestScore - log(scores.reduce(0) { $0 + exp(Double($1) - largestScore) })
        var largest = 0.0
        for column in scores.indices {
            largest = max(largest, abs(exp(Double(scores[column]) + shift) - Double(duals[column])))
        }
        for _ in 0..<20 {
            var (sum, slope) = (-curvature, 0.0)
            for column in scores.indices {
                let found = wrightOmega(scale + Double(scores[column]) + curvature * Double(duals[column]) + shift)
                sum += found
                slope += found / (1 + found)
            }
            shift -= sum / slope
            if abs(sum) < 1e-6 * curvature { break }
        }
        for column in scores.indices {
            let dual = duals[column]
            let found = wrightOmega(scale + Double(scores[column]) + curvature * Double(dual) + shift) / curvature
            duals[column] = Float(found)
            scores[column] = duals[column] - dual
        }
        return largest
    }

    /// The solution `w` of `w + log w = x` (Corless and Jeffrey, "The Wright ω function", 2002), by Newton's method.
    private static func wrightOmega(_ x: Double) -> Double {
        guard x > -20 else { return exp(x) }
        var found = x > 1 ? x - log(x) : exp(x)
        for _ in 0..<4 { found *= (1 + x - log(found)) / (1 + found) }
        return found
    }
}
