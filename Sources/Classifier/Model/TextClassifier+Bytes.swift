/// The stored form of a model: little-endian, versioned by its first four bytes.
extension TextClassifier {
    /// The first bytes of every stored model that this version of the program reads.
    package static let format: [UInt8] = Array("ZTM2".utf8)

    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.bytes = Self.format
        writer.write([UInt32(scheme.labels.count), UInt32(scheme.groups.count), UInt32(vocabulary.count)])
        writer.write([threshold, groupThreshold])
        for name in scheme.labels + scheme.groups {
            writer.write([UInt32(name.utf8.count)])
            writer.bytes.append(contentsOf: name.utf8)
        }
        writer.write(scheme.group.map(UInt32.init))
        writer.write(vocabulary.hashes)
        writer.write(vocabulary.inverseFrequencies)
        writer.write(vocabulary.blocks)
        writer.write(weights.weights)
        writer.write(weights.biases)
        writer.write(calibration.labels.parameters)
        if let groups = calibration.groups { writer.write(groups.parameters) }
        return writer.bytes
    }

    /// - Returns: nil if the bytes are not a model of this version.
    package init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes: bytes)
        guard reader.read(UInt8.self, 4) == Self.format,
            let counts = reader.read(UInt32.self, 3)?.map(Int.init), counts[0] > 1, counts[1] != 1,
            let thresholds = reader.read(Double.self, 2),
            let scheme = reader.scheme(labels: counts[0], groups: counts[1]),
            let vocabulary = reader.vocabulary(features: counts[2]),
            let weights = reader.read(Float.self, counts[2] * scheme.scores),
            let biases = reader.read(Float.self, scheme.scores),
            let labels = reader.calibration(scheme.labelForm)
        else { return nil }
        var groups: Calibration?
        if let form = scheme.groupForm {
            groups = reader.calibration(form)
            guard groups != nil else { return nil }
        }
        guard reader.isAtEnd else { return nil }
        self.init(
            scheme: scheme,
            threshold: thresholds[0],
            groupThreshold: thresholds[1],
            vocabulary: vocabulary,
            weights: LinearWeights(classes: scheme.scores, weights: weights, biases: biases),
            calibration: LabelCalibration(labels: labels, groups: groups)
        )
    }
}

extension ByteReader {
    fileprivate mutating func scheme(labels: Int, groups: Int) -> LabelScheme? {
        var names: [String] = []
        for _ in 0..<(labels + groups) {
            guard let length = read(UInt32.self, 1)?[0], let name = read(UInt8.self, Int(length)) else { return nil }
            names.append(String(decoding: name, as: UTF8.self))
        }
        guard let group = read(UInt32.self, groups == 0 ? 0 : labels)?.map(Int.init), group.allSatisfy({ $0 < groups })
        else { return nil }
        return LabelScheme(labels: Array(names.prefix(labels)), groups: Array(names.dropFirst(labels)), group: group)
    }

    fileprivate mutating func vocabulary(features: Int) -> Vocabulary? {
        guard let hashes = read(UInt64.self, features), let frequencies = read(Float.self, features),
            let blocks = read(UInt8.self, features), blocks.allSatisfy({ FeatureBlock(rawValue: $0) != nil })
        else { return nil }
        return Vocabulary(hashes: hashes, inverseFrequencies: frequencies, blocks: blocks)
    }

    fileprivate mutating func calibration(_ form: Calibration.Form) -> Calibration? {
        read(Double.self, form.parameters).map { Calibration(form: form, parameters: $0) }
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
