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
