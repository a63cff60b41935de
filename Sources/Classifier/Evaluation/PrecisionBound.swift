import Foundation

/// How sure counts make one that decisions are right often enough: the one-sided Clopper–Pearson bound (Clopper and
/// Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", 1934).
package struct PrecisionBound: Sendable {
    /// Share of the decisions that has to be right, more than 0 and less than 1.
    package let precision: Double
    /// Probability with which the bound lies below the true share, more than 0 and less than 1.
    package let confidence: Double

    package init(precision: Double = 0.95, confidence: Double = 0.9) {
        self.precision = precision
        self.confidence = confidence
    }

    /// Whether the lower bound of the share of right decisions is at least ``precision``.
    package func holds(right: Int, of count: Int) -> Bool {
        Self.logTail(wrong: count - right, of: count, share: 1 - precision) <= log(1 - confidence)
    }

    /// The lowest number of decisions, none of them wrong, for which the bound holds.
    package var minimumCount: Int { Int((log(1 - confidence) / log(precision)).rounded(.up)) }

    /// The share of right decisions that is true at least, with the bound's confidence; 0 without decisions.
    package func lowerBound(right: Int, of count: Int) -> Double {
        guard right > 0 else { return 0 }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<50 {
            let middle = (low + high) / 2
            if PrecisionBound(precision: middle, confidence: confidence).holds(right: right, of: count) {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }

    /// Logarithm of the probability of at most so many wrong decisions of `count`, when this share of all is wrong.
    private static func logTail(wrong: Int, of count: Int, share: Double) -> Double {
        guard wrong < count else { return 0 }
        let (size, last) = (Double(count), Double(wrong))
        let lastTerm =
            lgamma(size + 1) - lgamma(last + 1) - lgamma(size - last + 1) + last * log(share)
            + (size - last) * log(1 - share)
        // The terms of fewer wrong decisions, as multiples of that.
        var (sum, term) = (1.0, 1.0)
        var rest = wrong
        while rest > 0, term > sum * 1e-16 {
            term *= Double(rest) / Double(count - rest + 1) * (1 - share) / share
            sum += term
            rest -= 1
        }
        return min(0, lastTerm + log(sum))
    }
}
