import Crypto

/// Reads a town's file from a source of chunks, in constant memory.
struct TownFileReader {
    /// Maximum length of the header.
    private static let longestLine = 4 << 20

    private let source: () async throws -> [UInt8]
    private var buffer: ArraySlice<UInt8> = []
    private var hash = SHA256()

    /// - Parameter source: returns the next chunk; an empty one at the end.
    init(from source: @escaping () async throws -> [UInt8]) {
        self.source = source
    }

    /// The first two lines.
    mutating func header() async throws -> TownFileHeader {
        guard try await line(counted: true) == Array(TownFileHeader.firstLine.utf8) else {
            throw ServiceError.invalid("file", "is not an export of a town, or has a newer format")
        }
        let line = try await line(counted: true)
        do {
            return try TownFileHeader(line: line)
        } catch {
            throw Self.damaged("its header cannot be read")
        }
    }

    /// Passes that number of lines to `sink`, in chunks that may end inside a line.
    mutating func rows(_ count: Int, to sink: ([UInt8]) async throws -> Void) async throws {
        var left = count
        while left > 0 {
            if buffer.isEmpty { try await fill() }
            let end = Self.end(ofLines: &left, in: buffer)
            let chunk = Array(buffer[..<end])
            buffer = buffer[end...]
            hash.update(data: chunk)
            try await sink(chunk)
        }
    }

    /// Checks that the last line has the checksum of what was read, and that nothing follows.
    /// - Returns: the checksum.
    mutating func finish() async throws -> String {
        let checksum = hash.finalize().hexadecimal
        guard try await line(counted: false) == Array("sha256 \(checksum)".utf8) else {
            throw Self.damaged("its checksum does not match")
        }
        guard buffer.isEmpty, try await source().isEmpty else { throw Self.damaged("something follows its end") }
        return checksum
    }

    static func damaged(_ how: String) -> ServiceError { .invalid("file", "is damaged: \(how)") }

    private mutating func line(counted: Bool) async throws -> [UInt8] {
        var line: [UInt8] = []
        while true {
            if buffer.isEmpty { try await fill() }
            var one = 1
            let end = Self.end(ofLines: &one, in: buffer)
            line += buffer[..<end]
            buffer = buffer[end...]
            guard one > 0 else { break }
            guard line.count <= Self.longestLine else { throw Self.damaged("a line has no end") }
        }
        if counted { hash.update(data: line) }
        line.removeLast()
        return line
    }

    private mutating func fill() async throws {
        buffer = try await source()[...]
        if buffer.isEmpty { throw Self.damaged("it ends too early") }
    }

    /// The position after the remaining lines, or the end of the bytes if they end earlier.
    private static func end(ofLines left: inout Int, in bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { pointer in
            var index = 0
            while left > 0, index < pointer.count {
                if pointer[index] == UInt8(ascii: "\n") { left -= 1 }
                index += 1
            }
            return bytes.startIndex + index
        }
    }
}
