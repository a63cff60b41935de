/// How a model is made. The defaults were chosen by cross-validation on real appeals.
package struct TrainingOptions: Sendable {
    /// Of the folds.
    package var seed: UInt64 = 42
    /// Parts that are scored by models of the others, to calibrate and to measure.
    package var folds = 5
    /// Texts that a class needs to be learnt.
    package var minimumRows = 5
    /// Features kept, the most frequent first.
    package var maximumFeatures = 200_000
    /// Price of a mistake against the size of the weights.
    package var cost = 1.0
    /// 0 counts every text alike, 1 every class.
    package var balance = 1.0
    /// Share of decisions above the threshold that must be right.
    package var precision = 0.95

    package init() {}
}
