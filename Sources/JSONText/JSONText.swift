public import Foundation

/// Writes encodable values as JSON straight into bytes, several times faster than through a tree. Every answer of the
/// server and every stored decision is written by it.
///
/// Members come in the order in which they are encoded and are left out when nil. The same value always has the same bytes,
/// except dictionaries. Numbers that JSON cannot express (NaN, infinity) are an `EncodingError`.
public enum JSONText {
    /// - Parameter dates: appends how a date is written; without it in seconds since 1970.
    public static func bytes(
        of value: some Encodable,
        dates: @escaping (Date, inout [UInt8]) -> Void = { $1.append(contentsOf: "\($0.timeIntervalSince1970)".utf8) }
    ) throws -> [UInt8] {
        let writer = JSONWriter(dates: dates)
        try writer.write(value)
        return writer.bytes
    }
}
