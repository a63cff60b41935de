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
    /// - Parameters:
    ///   - planes: for each of the first classes, the weight of each feature, and the bias last.
    ///   - rows: for each feature, the weights of the other classes; those of the bias last.
    init(planes: [[Float]], rows: [Float], features: Int) {
        let others = rows.count / (features + 1)
        let classes = planes.count + others
        var weights: [Float] = []
        weights.reserveCapacity((features + 1) * classes)
        for feature in 0...features {
            weights.append(contentsOf: planes.lazy.map { $0[feature] })
            weights.append(contentsOf: rows[(feature * others)..<((feature + 1) * others)])
        }
        self.init(
            classes: classes,
            weights: Array(weights.prefix(features * classes)),
            biases: Array(weights.suffix(classes))
        )
    }
}
