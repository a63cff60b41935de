/// The host name under which a town is requested, as browsers send it: in lower case, names in other scripts in their
/// `xn--` form, without port and without the final dot.
public struct HostName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    /// nil unless `rawValue` has the required form (RFC 1123): at most 253 characters, in labels that are separated by
    /// dots. A label has 1 to 63 letters, digits and hyphens, with a letter or digit at both ends.
    public init?(rawValue: String) {
        guard rawValue.utf8.count <= 253,
            rawValue.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
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

    private static func isLabel(_ bytes: Substring.UTF8View) -> Bool {
        guard bytes.count <= 63, let first = bytes.first, let last = bytes.last else { return false }
        return isLetterOrDigit(first) && isLetterOrDigit(last)
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
