import Foundation

/// A text as the input of a model. Each known feature has the value (1 + log of its count) × its inverse document
/// frequency, and each block of features is scaled to the length 1.
package struct SparseVector {
    /// In ascending order.
    let indexes: [Int32]
    let values: [Float]

    package init(indexes: [Int32], values: [Float]) {
        self.indexes = indexes
        self.values = values
    }

    init(_ known: KnownFeatures, in vocabulary: Vocabulary) {
        var indexes: [Int32] = []
        var values: [Float] = []
        indexes.reserveCapacity(known.places.count)
        values.reserveCapacity(known.places.count)
        var squares = [Float](repeating: 0, count: FeatureBlock.allCases.count)
        known.forEachFeature { index, words in
            let often = words.count == 1 ? 1 : 1 + log(Float(words.count))
            let value = often * vocabulary.inverseFrequencies[index]
            indexes.append(Int32(index))
            values.append(value)
            squares[Int(vocabulary.blocks[index])] += value * value
        }
        let scales = FeatureBlock.allCases.map { block in
            let square = squares[Int(block.rawValue)]
            return square > 0 ? (1 / square).squareRoot() : 0
        }
        for place in values.indices { values[place] *= scales[Int(vocabulary.blocks[Int(indexes[place])])] }
        self.indexes = indexes
        self.values = values
    }
}
