import Foundation

/// The bytes written so far.
final class JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let dates: (Date, inout [UInt8]) -> Void

    init(dates: @escaping (Date, inout [UInt8]) -> Void) {
        self.dates = dates
        bytes.reserveCapacity(512)
    }

    func write(_ byte: UInt8) {
        bytes.append(byte)
    }

    func write(literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(UInt8(ascii: "\""))
            var written = 0
            for (place, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: utf8[written..<place])
                escape(byte)
                written = place + 1
            }
            bytes.append(contentsOf: utf8[written...])
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    func write(_ value: Bool) {
        write(literal: value ? "true" : "false")
    }

    func write(integer value: some BinaryInteger) {
        var magnitude = UInt64(value.magnitude)
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
            magnitude /= 10
        } while magnitude > 0
        bytes[start...].reverse()
    }

    func write(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(codingPath: [], debugDescription: "JSON has no such number")
            )
        }
        // The shortest that reads back as the same; whole numbers as such.
        if let whole = Int64(exactly: value) {
            write(integer: whole)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// Any value, those of JSON's own types by the shortest way.
    func write<Value: Encodable>(_ value: Value) throws {
        if let text = value as? String {
            write(text)
        } else if let date = value as? Date {
            bytes.append(UInt8(ascii: "\""))
            dates(date, &bytes)
            bytes.append(UInt8(ascii: "\""))
        } else {
            let scope = JSONScope(self)
            try value.encode(to: scope)
            scope.close()
        }
    }
}
