/// Writes JSON text straight into bytes. Members and elements keep the order in which they are written, so that the same
/// content always has the same bytes.
///
/// The caller follows the grammar of JSON: a value after each key, and keys only inside an object.
public struct JSONWriter: ~Copyable {
    public enum Layout: Sendable {
        /// Without white space.
        case compact
        /// Each element of a list on a line of its own, and no other white space.
        case lines
        /// For people: each member and element on a line of its own, indented by two spaces a level.
        case indented
    }

    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline let layout: Layout
    /// Whether the open object or list is still empty.
    @usableFromInline var isFirst = true
    @usableFromInline var depth = 0

    public init(layout: Layout = .compact) {
        self.layout = layout
        bytes.reserveCapacity(1_024)
    }

    /// The text of one value.
    @inlinable
    public static func bytes(of value: some JSONWritable, layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        value.write(to: &writer)
        return writer.finish()
    }

    /// The bytes written so far.
    @inlinable
    public consuming func finish() -> [UInt8] { bytes }

    // MARK: Values

    @inlinable
    public mutating func null() {
        bytes.append(contentsOf: "null".utf8)
    }

    /// A number in JSON's own notation.
    public mutating func number(_ notation: String) {
        bytes.append(contentsOf: notation.utf8)
    }

    /// A string that needs no escapes, appended by `append`.
    @inlinable
    public mutating func quoted(_ append: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        append(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    // MARK: Objects

    @inlinable
    public mutating func object(_ write: (inout JSONWriter) -> Void) {
        let outer = open(UInt8(ascii: "{"))
        write(&self)
        if layout == .indented, !isFirst { breakLine(at: depth - 1) }
        close(UInt8(ascii: "}"), outer)
    }

    /// Begins a member; its value comes next.
    @inlinable
    public mutating func key(_ key: JSONKey) {
        if layout == .indented { return indentedKey(key) }
        key.bytes.withUnsafeBufferPointer { name in
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: name[(isFirst ? 1 : 0)...]))
        }
        isFirst = false
    }

    @inlinable
    public mutating func member(_ key: JSONKey, _ value: some JSONWritable) {
        self.key(key)
        value.write(to: &self)
    }

    /// A member that is left out when it has no value.
    @inlinable
    public mutating func member(_ key: JSONKey, _ value: (some JSONWritable)?) {
        if let value { member(key, value) }
    }

    /// A member that is null when it has no value.
    public mutating func nullable(_ key: JSONKey, _ value: (some JSONWritable)?) {
        self.key(key)
        if let value { value.write(to: &self) } else { null() }
    }

    @usableFromInline
    mutating func indentedKey(_ key: JSONKey) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        breakLine(at: depth)
        bytes.append(contentsOf: key.bytes.dropFirst())
        bytes.append(UInt8(ascii: " "))
    }

    // MARK: Lists

    @inlinable
    public mutating func list<Elements: Sequence>(
        _ elements: Elements,
        _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        let outer = open(UInt8(ascii: "["))
        for element in elements {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            if layout != .compact { breakLine(at: depth) }
            write(&self, element)
        }
        if layout != .compact, !isFirst { breakLine(at: depth - 1) }
        close(UInt8(ascii: "]"), outer)
    }

    // MARK: Inside

    /// - Returns: what ``close(_:_:)`` takes.
    @inlinable
    mutating func open(_ bracket: UInt8) -> Bool {
        bytes.append(bracket)
        let outer = isFirst
        isFirst = true
        depth += 1
        return outer
    }

    @inlinable
    mutating func close(_ bracket: UInt8, _ outer: Bool) {
        depth -= 1
        isFirst = outer
        bytes.append(bracket)
    }

    @usableFromInline
    mutating func breakLine(at depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        if layout == .indented { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth)) }
    }
}
