/// A value that can be read from plain JSON without a decoder.
public protocol JSONReadable {
    /// nil for anything unusual, whether valid or not.
    init?(reading reader: inout JSONReader)
}

/// Reads plain JSON several times faster than `JSONDecoder`. Gives up on anything unusual: null, numeric escapes,
/// exponents, invalid JSON. `JSONDecoder` then reads the same bytes, or reports what is wrong with them. A value that
/// is read here is the same value that `JSONDecoder` would read.
public struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The value that the bytes hold from the first to the last.
    public static func read<Value: JSONReadable>(
        _ bytes: UnsafeRawBufferPointer,
        as type: Value.Type = Value.self
    ) -> Value? {
        var reader = JSONReader(bytes.bindMemory(to: UInt8.self))
        guard let value = Value(reading: &reader), reader.next() == nil else { return nil }
        return value
    }

    /// Reads an object.
    /// - Parameter member: reads the value of the member with the name; false gives up.
    public mutating func object(_ member: (String, inout JSONReader) -> Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            guard let name = string(), take(UInt8(ascii: ":")), member(name, &self) else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    public mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                defer { place += 1 }
                return String(validating: bytes[start..<place], as: UTF8.self)
            case UInt8(ascii: "\\"): return escapedString(from: start)
            case ..<0x20: return nil
            default: place += 1
            }
        }
        return nil
    }

    /// The rest of a string that holds escapes.
    private mutating func escapedString(from start: Int) -> String? {
        var text = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case ..<0x20: return nil
            case UInt8(ascii: "\\"):
                guard place < bytes.count, let meant = Self.meaning(ofEscaped: bytes[place]) else { return nil }
                text.append(meant)
                place += 1
            default: text.append(byte)
            }
        }
        return nil
    }

    private static func meaning(ofEscaped byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    public mutating func integer() -> Int64? {
        digits(withFraction: false).flatMap { Int64($0) }
    }

    public mutating func double() -> Double? {
        digits(withFraction: true).flatMap { Double($0) }
    }

    /// `-12` or, with a fraction, `-12.5`.
    private mutating func digits(withFraction: Bool) -> String? {
        guard next() != nil else { return nil }
        let start = place
        if bytes[place] == UInt8(ascii: "-") { place += 1 }
        let whole = place
        skipDigits()
        // Zero has no other digit after it.
        guard place > whole, bytes[whole] != UInt8(ascii: "0") || place == whole + 1 else { return nil }
        if withFraction, place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            skipDigits()
            guard place > fraction else { return nil }
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func skipDigits() {
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
    }

    /// The next byte that is not white space; nil at the end.
    private mutating func next() -> UInt8? {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x0A, 0x0D, 0x09: place += 1
            default: return bytes[place]
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next() == byte else { return false }
        place += 1
        return true
    }
}
