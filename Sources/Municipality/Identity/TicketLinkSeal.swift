import Crypto
public import Foundation

/// Signs the ticket links of a town and checks them. Links are not stored: the token contains everything, and only the
/// town's secret can sign it.
///
/// A token is `zl_` and, in base64url, a version, the ticket, the organisation, the expiry, and an HMAC-SHA-256 of these
/// together with the purpose and the town's code.
public struct TicketLinkSeal: Sendable {
    private let key: SymmetricKey
    private let town: Slug

    /// - Parameter secret: the municipality's 32 bytes, from which the key is derived.
    public init(secret: [UInt8], town: Slug) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Self.purpose,
            outputByteCount: 32
        )
        self.town = town
    }

    /// Whether a token claims to be a link.
    public static func isLink(_ token: String) -> Bool { token.hasPrefix(prefix) }

    public func token(of link: TicketLink) -> String {
        let content = Self.content(of: link)
        let signed = content + Array(HMAC<SHA256>.authenticationCode(for: message(content), using: key))
        return Self.prefix
            + Data(signed).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The content of a token that this town has signed and that has not expired.
    public func link(of token: String, now: Date) throws(TicketLink.Refusal) -> TicketLink {
        guard let signed = Self.bytes(of: token), signed.first == Self.version else { throw .forged }
        let (content, code) = (Array(signed.prefix(Self.contentLength)), signed.dropFirst(Self.contentLength))
        // Compares in constant time.
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message(content), using: key) else {
            throw .forged
        }
        let link = TicketLink(
            ticket: TicketID(rawValue: Self.number(in: content[1..<9])),
            organisation: OrganisationID(rawValue: Self.number(in: content[9..<13])),
            expiresAt: Date(timeIntervalSince1970: Double(Self.number(in: content[13..<21]) as Int64))
        )
        guard now < link.expiresAt else { throw .expired }
        return link
    }

    private static let prefix = "zl_"
    private static let version: UInt8 = 1
    private static let purpose = Array("zemstvo ticket link".utf8)
    private static let contentLength = 21

    private func message(_ content: [UInt8]) -> [UInt8] {
        Self.purpose + [0] + Array(town.rawValue.utf8) + [0] + content
    }

    private static func content(of link: TicketLink) -> [UInt8] {
        [version] + bigEndian(link.ticket.rawValue) + bigEndian(link.organisation.rawValue)
            + bigEndian(Int64(link.expiresAt.timeIntervalSince1970))
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func number<Number: FixedWidthInteger>(in bytes: ArraySlice<UInt8>) -> Number {
        bytes.reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// Of the content and the code; nil when the token has another form.
    private static func bytes(of token: String) -> [UInt8]? {
        guard isLink(token), token.utf8.count <= 100 else { return nil }
        let text = String(token.dropFirst(prefix.count)).replacing("-", with: "+").replacing("_", with: "/")
        let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), data.count == contentLength + SHA256.byteCount else { return nil }
        return Array(data)
    }
}
