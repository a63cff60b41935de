/// The name of a member, ready to be written.
public struct JSONKey: Sendable, ExpressibleByStringLiteral {
    /// `,"name":`; the first member of an object leaves the comma out.
    @usableFromInline let bytes: [UInt8]

    public init(_ name: String) {
        var name = name
        var bytes = [UInt8(ascii: ",")]
        name.withUTF8 { JSONString.append($0, to: &bytes) }
        bytes.append(UInt8(ascii: ":"))
        self.bytes = bytes
    }

    public init(stringLiteral name: StaticString) {
        self.init(name.description)
    }
}
