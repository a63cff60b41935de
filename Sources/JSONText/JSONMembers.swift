public import Foundation

/// The members of an object that is being written.
public struct JSONMembers: ~Copyable {
    private(set) var bytes: [UInt8]
    private let dates: (Date, inout [UInt8]) -> Void
    private var isFirst = true

    init(after bytes: consuming [UInt8], dates: @escaping (Date, inout [UInt8]) -> Void) {
        self.bytes = bytes
        self.dates = dates
    }

    /// - Parameter name: plain ASCII.
    public mutating func add(_ name: StaticString, _ value: String) {
        begin(name)
        add(value)
    }

    public mutating func add(_ name: StaticString, _ value: some FixedWidthInteger) {
        begin(name)
        JSONNumber.append(value, to: &bytes)
    }

    public mutating func add(_ name: StaticString, _ value: Bool) {
        begin(name)
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    public mutating func add(_ name: StaticString, _ value: Date) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        dates(value, &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// NaN and infinity, for which JSON has no words, are written as null.
    public mutating func add(_ name: StaticString, _ value: Double) {
        begin(name)
        JSONNumber.append(value, to: &bytes)
    }

    public mutating func add(_ name: StaticString, _ value: some JSONRecord) {
        begin(name)
        add(value)
    }

    public mutating func add(_ name: StaticString, _ values: [some JSONRecord]) {
        list(name, values) { $0.add($1) }
    }

    public mutating func add(_ name: StaticString, _ values: [String]) {
        list(name, values) { $0.add($1) }
    }

    // MARK: Left out when nil

    public mutating func add(_ name: StaticString, _ value: String?) {
        if let value { add(name, value) }
    }

    public mutating func add(_ name: StaticString, _ value: (some FixedWidthInteger)?) {
        if let value { add(name, value) }
    }

    public mutating func add(_ name: StaticString, _ value: Date?) {
        if let value { add(name, value) }
    }

    public mutating func add(_ name: StaticString, _ value: (some JSONRecord)?) {
        if let value { add(name, value) }
    }

    public mutating func add(_ name: StaticString, _ values: [some JSONRecord]?) {
        if let values { add(name, values) }
    }

    public mutating func add(_ name: StaticString, _ values: [String]?) {
        if let values { add(name, values) }
    }

    // MARK: Inside

    /// Writes the record as an object.
    mutating func add(_ record: some JSONRecord) {
        bytes.append(UInt8(ascii: "{"))
        let outer = isFirst
        isFirst = true
        record.write(to: &self)
        isFirst = outer
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func add(_ value: String) {
        var value = value
        value.withUTF8 { JSONString.append($0, to: &bytes) }
    }

    private mutating func list<Value>(
        _ name: StaticString,
        _ values: [Value],
        _ add: (inout JSONMembers, Value) -> Void
    ) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            add(&self, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: StaticString) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
