import Foundation

/// Reads a CSV file (RFC 4180, UTF-8) record by record. A byte order mark, CR LF and quoted line breaks are understood.
package struct CSVReader {
    /// The first record.
    package private(set) var header: [String] = []
    /// Bytes read so far.
    package private(set) var position = 0
    /// Bytes of the file.
    package var size: Int { bytes.count }

    private let bytes: Data
    private var row = 0

    /// Opens the file and reads its header. Throws ``CSVError``.
    package init(path: String) throws {
        do {
            bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw CSVError(row: 0, message: "cannot be read")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        guard let header = try next() else { throw CSVError(row: 1, message: "is empty") }
        self.header = header.fields
    }

    /// The next record and its number, the header being 1; nil after the last. Empty lines are skipped.
    /// Throws ``CSVError`` when the text is not CSV.
    package mutating func next() throws -> (number: Int, fields: [String])? {
        while position < bytes.count {
            row += 1
            let fields = try record()
            if fields != [""] { return (row, fields) }
        }
        return nil
    }

    private mutating func record() throws -> [String] {
        var fields: [String] = []
        while true {
            let isQuoted = position < bytes.count && bytes[bytes.startIndex + position] == Self.quote
            fields.append(try isQuoted ? quotedField() : plainField())
            guard let end = peek() else { return fields }
            position += 1
            if end == Self.comma { continue }
            if end == Self.carriageReturn, peek() == Self.lineFeed { position += 1 }
            return fields
        }
    }

    private mutating func plainField() throws -> String {
        let start = position
        while let byte = peek(), byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
            position += 1
        }
        return try text(bytes[(bytes.startIndex + start)..<(bytes.startIndex + position)])
    }

    private mutating func quotedField() throws -> String {
        position += 1
        var field: [UInt8] = []
        while let byte = peek() {
            position += 1
            guard byte == Self.quote else {
                field.append(byte)
                continue
            }
            guard peek() == Self.quote else {
                if let after = peek(), after != Self.comma, after != Self.lineFeed, after != Self.carriageReturn {
                    throw CSVError(row: row, message: "there is text after a closing quote")
                }
                return try text(field)
            }
            position += 1
            field.append(Self.quote)
        }
        throw CSVError(row: row, message: "a quote is not closed")
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[bytes.startIndex + position] : nil
    }

    private func text(_ bytes: some Collection<UInt8>) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CSVError(row: row, message: "is not valid UTF-8")
        }
        guard !text.utf8.contains(0) else { throw CSVError(row: row, message: "holds a NUL character") }
        return text
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}

/// Why a file is not valid CSV.
package struct CSVError: Error, Hashable, CustomStringConvertible {
    /// The record, where 1 is the header; 0 for the file as a whole.
    package let row: Int
    package let message: String

    package init(row: Int, message: String) {
        self.row = row
        self.message = message
    }

    package var description: String { row == 0 ? message : "row \(row): \(message)" }
}
