/// One linear function for each class.
struct LinearWeights: Equatable {
    let classes: Int
    /// Of feature `f` and class `c` at `f * classes + c`.
    let weights: [Float]
    let biases: [Float]

    func scores(of vector: SparseVector) -> [Float] {
        var scores = biases
        scores.withUnsafeMutableBufferPointer { scores in
            weights.withUnsafeBufferPointer { weights in
                for (index, value) in zip(vector.indexes, vector.values) {
                    let row = Int(index) * classes
                    for column in 0..<classes { scores[column] += value * weights[row + column] }
                }
            }
        }
        return scores
    }
}

extension LinearWeights {
    /// - Parameter planes: for each class, the weight of each feature, and the bias last.
    init(planes: [[Float]], features: Int) {
        let classes = planes.count
        var weights = [Float](repeating: 0, count: features * classes)
        for (place, plane) in planes.enumerated() {
            for feature in 0..<features { weights[feature * classes + place] = plane[feature] }
        }
        self.init(classes: classes, weights: weights, biases: planes.map { $0[features] })
    }
}
