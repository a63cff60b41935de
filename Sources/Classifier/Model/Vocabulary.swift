import Foundation

/// The features that a model knows: the index of each, and its weight in the text (inverse document frequency).
struct Vocabulary: Equatable {
    /// In order of their indexes.
    let hashes: [UInt64]
    let inverseFrequencies: [Float]
    let blocks: [UInt8]
    /// Open addressing: index + 1 of the feature, 0 for an empty place.
    private let table: [Int32]
    private let mask: Int

    /// - Parameter blocks: raw values of ``FeatureBlock``.
    init(hashes: [UInt64], inverseFrequencies: [Float], blocks: [UInt8]) {
        self.hashes = hashes
        self.inverseFrequencies = inverseFrequencies
        self.blocks = blocks
        var size = 16
        while size < 2 * hashes.count { size *= 2 }
        mask = size - 1
        var table = [Int32](repeating: 0, count: size)
        for (index, hash) in hashes.enumerated() {
            var place = Self.place(of: hash, mask)
            while table[place] != 0 { place = (place + 1) & mask }
            table[place] = Int32(index + 1)
        }
        self.table = table
    }

    /// Learns the features that occur in at least two of the texts; the most frequent when there are too many.
    init(of texts: [[Occurrence]], limit: Int) {
        var frequencies: [UInt64: (count: Int, block: FeatureBlock)] = [:]
        for text in texts {
            var seen: Set<UInt64> = []
            for occurrence in text where seen.insert(occurrence.hash).inserted {
                frequencies[occurrence.hash, default: (0, occurrence.block)].count += 1
            }
        }
        // Equal frequencies are ordered by hash, so that the same texts always make the same vocabulary.
        let kept = frequencies.filter { $0.value.count > 1 }
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .prefix(limit)
        self.init(
            hashes: kept.map(\.key),
            inverseFrequencies: kept.map {
                log(Float(1 + texts.count) / Float(1 + $0.value.count)) + 1
            },
            blocks: kept.map(\.value.block.rawValue)
        )
    }

    var count: Int { hashes.count }

    func index(of hash: UInt64) -> Int? {
        var place = Self.place(of: hash, mask)
        while table[place] != 0 {
            let index = Int(table[place]) - 1
            if hashes[index] == hash { return index }
            place = (place + 1) & mask
        }
        return nil
    }

    private static func place(of hash: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: hash >> 20) & mask }
}
