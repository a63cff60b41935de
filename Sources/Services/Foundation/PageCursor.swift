import Foundation

/// The key of the last row of a page, packed as opaque text for URLs.
struct PageCursor {
    /// The parts of the key as text, in the order of the sort.
    let parts: [String]

    init(_ parts: String...) {
        self.parts = parts
    }

    /// Throws ``ServiceError/invalid(_:)`` on `after` when the text is not a cursor with that number of parts.
    init?(parsing text: String?, parts count: Int) throws(ServiceError) {
        guard let text else { return nil }
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64), let joined = String(data: data, encoding: .utf8),
            !data.contains(0)
        else {
            throw .invalid("after", "is not a cursor from the answer of a list")
        }
        parts = joined.split(separator: "\u{1f}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == count else { throw .invalid("after", "is not a cursor of this list") }
    }

    var text: String {
        let base64 = Data(parts.joined(separator: "\u{1f}").utf8).base64EncodedData()
        return String(
            decoding: base64.lazy.filter { $0 != UInt8(ascii: "=") }.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            },
            as: UTF8.self
        )
    }
}
