/// The stored form of a model: little-endian, versioned by its first four bytes.
extension TextClassifier {
    private static let magic: [UInt8] = Array("ZTM1".utf8)

    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.bytes = Self.magic
        writer.write([UInt32(labels.count), UInt32(vocabulary.count)])
        writer.write([threshold])
        for label in labels {
            writer.write([UInt32(label.utf8.count)])
            writer.bytes.append(contentsOf: label.utf8)
        }
        writer.write(vocabulary.hashes)
        writer.write(vocabulary.inverseFrequencies)
        writer.write(vocabulary.blocks)
        writer.write(weights.weights)
        writer.write(weights.biases)
        writer.write([calibration.temperature])
        writer.write(calibration.biases)
        writer.write(calibration.mixing)
        return writer.bytes
    }

    /// - Returns: nil if the bytes are not a model of this version.
    package init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes: bytes)
        guard reader.read(UInt8.self, 4) == Self.magic,
            let counts = reader.read(UInt32.self, 2)?.map(Int.init), counts[0] > 1,
            let threshold = reader.read(Double.self, 1)?[0]
        else { return nil }
        let (classes, features) = (counts[0], counts[1])
        var labels: [String] = []
        for _ in 0..<classes {
            guard let length = reader.read(UInt32.self, 1)?[0], let label = reader.read(UInt8.self, Int(length)) else {
                return nil
            }
            labels.append(String(decoding: label, as: UTF8.self))
        }
        guard let hashes = reader.read(UInt64.self, features),
            let frequencies = reader.read(Float.self, features),
            let blocks = reader.read(UInt8.self, features),
            blocks.allSatisfy({ FeatureBlock(rawValue: $0) != nil }),
            let weights = reader.read(Float.self, features * classes),
            let biases = reader.read(Float.self, classes),
            let temperature = reader.read(Double.self, 1)?[0],
            let calibrationBiases = reader.read(Double.self, classes),
            let mixing = reader.read(Double.self, classes * classes),
            reader.isAtEnd
        else { return nil }
        self.init(
            labels: labels,
            threshold: threshold,
            vocabulary: Vocabulary(hashes: hashes, inverseFrequencies: frequencies, blocks: blocks),
            weights: LinearWeights(classes: classes, weights: weights, biases: biases),
            calibration: Calibration(
                classes: classes,
                temperature: temperature,
                biases: calibrationBiases,
                mixing: mixing
            )
        )
    }
}

private struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func write<Number: BitwiseCopyable>(_ numbers: [Number]) {
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

private struct ByteReader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    /// nil when fewer numbers are left.
    mutating func read<Number: BitwiseCopyable>(_ type: Number.Type, _ count: Int) -> [Number]? {
        let size = MemoryLayout<Number>.stride
        guard count >= 0, count <= (bytes.count - place) / size else { return nil }
        defer { place += count * size }
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map { bytes.loadUnaligned(fromByteOffset: place + $0 * size, as: type) }
        }
    }
}
