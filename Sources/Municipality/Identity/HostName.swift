/// The host name under which a town is requested, as browsers send it: in lower case, names in other scripts in their
/// `xn--` form, without port and without the final dot.
public struct HostName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    /// nil unless `rawValue` has the required form: at most 253 letters, digits, hyphens and dots, with a letter or
    /// digit at both ends.
    public init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard bytes.count <= 253, let first = bytes.first, let last = bytes.last, Self.isLetterOrDigit(first),
            Self.isLetterOrDigit(last),
            bytes.allSatisfy({ Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
        else { return nil }
        self.rawValue = rawValue
    }

    /// From a request's authority, such as `Town.example:8080`. nil if it is not a host name, for example an IPv6
    /// address.
    public init?(authority: String) {
        guard authority.utf8.count <= 300 else { return nil }
        var host = authority[...]
        if let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")) { host = host[..<colon] }
        if host.utf8.last == UInt8(ascii: ".") { host.removeLast() }
        self.init(rawValue: host.lowercased())
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
