/// A value that writes itself as JSON.
public protocol JSONWritable: SendableMetatype {
    func write(to writer: inout JSONWriter)
}

extension String: JSONWritable {
    @inlinable
    public func write(to writer: inout JSONWriter) {
        var text = self
        text.withUTF8 { JSONString.append($0, to: &writer.bytes) }
    }
}

extension Bool: JSONWritable {
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.bytes.append(contentsOf: self ? "true".utf8 : "false".utf8)
    }
}

extension Double: JSONWritable {
    /// The shortest notation that reads back as the same. NaN and infinity, which JSON cannot express, become null.
    public func write(to writer: inout JSONWriter) {
        JSONNumber.append(self, to: &writer.bytes)
    }
}

extension FixedWidthInteger {
    @inlinable
    public func write(to writer: inout JSONWriter) {
        JSONNumber.append(self, to: &writer.bytes)
    }
}

extension Int: JSONWritable {}
extension Int16: JSONWritable {}
extension Int32: JSONWritable {}
extension Int64: JSONWritable {}
extension UInt64: JSONWritable {}

extension Array: JSONWritable where Element: JSONWritable {
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.list(self) { $1.write(to: &$0) }
    }
}
