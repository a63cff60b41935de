import Foundation

extension Calibration {
    private static let biasRidge = 1.0

    /// Fits to scores that models gave for texts that they had not learnt from.
    /// - Parameter answers: the class of each.
    init(_ form: Form, scores: [[Float]], answers: [Int]) {
        let scores = scores.map { $0.map(Double.init) }
        // Platt's targets: an answer of a class with n examples has the target (n + 1) / (n + 2) instead of 1.
        var sizes = [Double](repeating: 0, count: form.classes)
        for answer in answers { sizes[answer] += 1 }
        let doubts = answers.map { 1 / (sizes[$0] + 2) }
        var start = [Double](repeating: 0, count: form.parameters)
        for place in form.sources.indices { start[place] = 2 }
        let found = Minimisation.minimise(from: start) { point, gradient in
            Self.loss(form, point, scores, answers, doubts, &gradient)
        }
        self.init(form: form, parameters: found)
    }

    /// Cross-entropy with the targets plus the ridge terms, and its gradient.
    private static func loss(
        _ form: Form,
        _ point: [Double],
        _ scores: [[Double]],
        _ answers: [Int],
        _ doubts: [Double],
        _ gradient: inout [Double]
    ) -> Double {
        let classes = form.classes
        let biases = form.sources.count
        let mixing = biases + classes
        var loss = 0.0
        for place in gradient.indices {
            let ridge = place < biases ? 0 : place < mixing ? biasRidge : form.ridge
            loss += ridge * point[place] * point[place] / 2
            gradient[place] = ridge * point[place]
        }
        var logits = [Double](repeating: 0, count: classes)
        for (place, score) in scores.enumerated() {
            form.logits(of: score, point, &logits)
            let doubt = doubts[place] / Double(classes - 1)
            loss += turnIntoErrors(&logits, answer: answers[place], doubt, certainty: 1 - doubts[place] - doubt)
            gradient.withUnsafeMutableBufferPointer { gradient in
                logits.withUnsafeBufferPointer { errors in
                    for (place, source) in form.sources.enumerated() {
                        for column in 0..<classes { gradient[place] += errors[column] * score[source[column]] }
                    }
                    for column in 0..<classes { gradient[biases + column] += errors[column] }
                    for row in 0..<form.mixed {
                        let (value, line) = (score[row], mixing + row * classes)
                        for column in 0..<classes { gradient[line + column] += value * errors[column] }
                    }
                }
            }
        }
        return loss
    }

    /// - Parameters:
    ///   - doubt: the target of every class; that of the answer is `certainty` more.
    /// - Returns: the cross-entropy. The logits become the errors of the probabilities.
    private static func turnIntoErrors(
        _ logits: inout [Double],
        answer: Int,
        _ doubt: Double,
        certainty: Double
    ) -> Double {
        let largest = logits.max() ?? 0
        var loss = largest - certainty * logits[answer]
        var sum = 0.0
        for column in logits.indices {
            loss -= doubt * logits[column]
            logits[column] = exp(logits[column] - largest)
            sum += logits[column]
        }
        loss += log(sum)
        for column in logits.indices { logits[column] = logits[column] / sum - doubt }
        logits[answer] -= certainty
        return loss
    }
}
