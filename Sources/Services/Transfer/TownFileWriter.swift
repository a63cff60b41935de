import Crypto

/// Writes a town's file to a sink, with its checksum at the end.
struct TownFileWriter {
    private let sink: ([UInt8]) async throws -> Void
    private var hash = SHA256()

    init(to sink: @escaping ([UInt8]) async throws -> Void) {
        self.sink = sink
    }

    /// Writes whole lines.
    mutating func write(_ lines: [UInt8]) async throws {
        hash.update(data: lines)
        try await sink(lines)
    }

    mutating func write(line: [UInt8]) async throws {
        try await write(line + [UInt8(ascii: "\n")])
    }

    /// Writes the last line.
    /// - Returns: the checksum.
    func finish() async throws -> String {
        let checksum = hash.finalize().hexadecimal
        try await sink(Array("sha256 \(checksum)\n".utf8))
        return checksum
    }
}

extension SHA256.Digest {
    var hexadecimal: String {
        map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }
}
