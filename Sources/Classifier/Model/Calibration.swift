import Foundation

/// Turns scores into probabilities: the softmax of `temperature × scores + scores × mixing + biases`.
///
/// Matrix scaling after Guo et al., "On Calibration of Modern Neural Networks" (2017), with a ridge that draws `mixing`
/// and `biases` to zero, that is, to plain temperature scaling, so that classes with few examples keep their scores.
struct Calibration: Equatable {
    let classes: Int
    let temperature: Double
    let biases: [Double]
    /// Of score `i` on class `j` at `i * classes + j`.
    let mixing: [Double]

    func probabilities(of scores: [Float]) -> [Double] {
        var logits = biases
        for (row, score) in scores.enumerated() {
            let score = Double(score)
            logits[row] += temperature * score
            for column in 0..<classes { logits[column] += score * mixing[row * classes + column] }
        }
        let largest = logits.max() ?? 0
        let exponents = logits.map { exp($0 - largest) }
        let sum = exponents.reduce(0, +)
        return exponents.map { $0 / sum }
    }
}
