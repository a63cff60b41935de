import Foundation

extension Calibration {
    private static let mixingRidge = 1.0
    private static let biasRidge = 1.0

    /// Fits to scores that models gave for texts that they had not learnt from.
    /// - Parameter answers: the class of each.
    init(scores: [[Float]], answers: [Int], classes: Int) {
        let scores = scores.map { $0.map(Double.init) }
        // Platt's targets: an answer of a class with n examples has the target (n + 1) / (n + 2) instead of 1.
        var sizes = [Double](repeating: 0, count: classes)
        for answer in answers { sizes[answer] += 1 }
        let doubts = answers.map { 1 / (sizes[$0] + 2) }
        var start = [Double](repeating: 0, count: 1 + classes + classes * classes)
        start[0] = 2
        let found = Minimisation.minimise(from: start) { point, gradient in
            Self.loss(point, scores, answers, doubts, classes, &gradient)
        }
        self.init(
            classes: classes,
            temperature: found[0],
            biases: Array(found[1..<(1 + classes)]),
            mixing: Array(found[(1 + classes)...])
        )
    }

    /// Cross-entropy with the targets plus the ridge terms, and its gradient in the order temperature, biases, mixing.
    private static func loss(
        _ point: [Double],
        _ scores: [[Double]],
        _ answers: [Int],
        _ doubts: [Double],
        _ classes: Int,
        _ gradient: inout [Double]
    ) -> Double {
        let mixing = 1 + classes
        var loss = 0.0
        for place in gradient.indices {
            let ridge = place == 0 ? 0 : place < mixing ? biasRidge : mixingRidge
            loss += ridge * point[place] * point[place] / 2
            gradient[place] = ridge * point[place]
        }
        var logits = [Double](repeating: 0, count: classes)
        point.withUnsafeBufferPointer { point in
            gradient.withUnsafeMutableBufferPointer { gradient in
                logits.withUnsafeMutableBufferPointer { logits in
                    for (place, score) in scores.enumerated() {
                        let answer = answers[place]
                        let doubt = doubts[place] / Double(classes - 1)
                        let certainty = 1 - doubts[place] - doubt
                        score.withUnsafeBufferPointer { score in
                            for column in 0..<classes { logits[column] = point[0] * score[column] + point[1 + column] }
                            for row in 0..<classes {
                                let value = score[row]
                                let line = mixing + row * classes
                                for column in 0..<classes { logits[column] += value * point[line + column] }
                            }
                            let largest = logits.max() ?? 0
                            loss += largest - certainty * logits[answer]
                            var sum = 0.0
                            for column in 0..<classes {
                                loss -= doubt * logits[column]
                                logits[column] = exp(logits[column] - largest)
                                sum += logits[column]
                            }
                            loss += log(sum)
                            // From here on `logits` are the errors of the probabilities.
                            for column in 0..<classes { logits[column] = logits[column] / sum - doubt }
                            logits[answer] -= certainty
                            for column in 0..<classes {
                                gradient[0] += logits[column] * score[column]
                                gradient[1 + column] += logits[column]
                            }
                            for row in 0..<classes {
                                let value = score[row]
                                let line = mixing + row * classes
                                for column in 0..<classes { gradient[line + column] += value * logits[column] }
                            }
                        }
                    }
                }
            }
        }
        return loss
    }
}
