import Foundation

/// Turns scores into probabilities: the softmax of `Σ temperature × source + scores × mixing + biases`.
///
/// Matrix scaling after Guo et al., "On Calibration of Modern Neural Networks" (2017), with a ridge that draws `mixing`
/// and `biases` to zero, that is, to plain temperature scaling, so that classes with few examples keep their scores.
struct Calibration: Equatable {
    /// Which scores are used, and how.
    struct Form: Equatable {
        let classes: Int
        /// For each temperature, the place of the score that it multiplies, of each class.
        let sources: [[Int]]
        /// So many of the scores, from the first, are mixed into every class.
        let mixed: Int
        /// Weight of the squares of the mixing against the likelihood.
        let ridge: Double

        /// Temperatures, biases, then the mixing.
        var parameters: Int { sources.count + classes + mixed * classes }
    }

    let form: Form
    /// In the order of ``Form/parameters``; the mixing of score `i` on class `j` at `i * classes + j`.
    let parameters: [Double]

    func probabilities(of scores: [Float]) -> [Double] {
        var logits = [Double](repeating: 0, count: form.classes)
        form.logits(of: scores.map(Double.init), parameters, &logits)
        let largest = logits.max() ?? 0
        let exponents = logits.map { exp($0 - largest) }
        let sum = exponents.reduce(0, +)
        return exponents.map { $0 / sum }
    }
}

extension Calibration.Form {
    func logits(of scores: [Double], _ parameters: [Double], _ logits: inout [Double]) {
        parameters.withUnsafeBufferPointer { parameters in
            logits.withUnsafeMutableBufferPointer { logits in
                for column in 0..<classes { logits[column] = parameters[sources.count + column] }
                for (place, source) in sources.enumerated() {
                    for column in 0..<classes { logits[column] += parameters[place] * scores[source[column]] }
                }
                for row in 0..<mixed {
                    let (score, line) = (scores[row], sources.count + classes + row * classes)
                    for column in 0..<classes { logits[column] += score * parameters[line + column] }
                }
            }
        }
    }
}
