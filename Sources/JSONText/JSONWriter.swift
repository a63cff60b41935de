import Foundation

/// The bytes written so far.
final class JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let dates: (Date, inout [UInt8]) -> Void

    init(dates: @escaping (Date, inout [UInt8]) -> Void) {
        self.dates = dates
        bytes.reserveCapacity(1_024)
    }

    func write(_ byte: UInt8) {
        bytes.append(byte)
    }

    func write(literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { JSONString.append($0, to: &bytes) }
    }

    /// A member's name, after a comma unless it is the first.
    func write(key: some CodingKey, isFirst: Bool) {
        var text = key.stringValue
        text.withUTF8 { utf8 in
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            JSONString.append(utf8, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
        }
    }

    func write(_ value: Bool) {
        write(literal: value ? "true" : "false")
    }

    func write(integer value: some BinaryInteger) {
        JSONNumber.append(value, to: &bytes)
    }

    func write(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(codingPath: [], debugDescription: "JSON has no such number")
            )
        }
        JSONNumber.append(value, to: &bytes)
    }

    func write(_ record: some JSONRecord) {
        var members = JSONMembers(after: take(), dates: dates)
        members.add(record)
        bytes = members.bytes
    }

    /// The bytes, whose only owner the caller becomes.
    private func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return taken
    }

    func write(_ date: Date) {
        bytes.append(UInt8(ascii: "\""))
        dates(date, &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Any value, those of JSON's own types by the shortest way.
    func write<Value: Encodable>(_ value: Value) throws {
        // Types are compared first, because a cast costs more than it saves.
        if Value.self == Date.self, let date = value as? Date {
            write(date)
        } else if Value.self == String.self, let text = value as? String {
            write(text)
        } else {
            let scope = JSONScope(self)
            try value.encode(to: scope)
            scope.close()
        }
    }
}
