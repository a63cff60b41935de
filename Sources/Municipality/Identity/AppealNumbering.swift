import Crypto

/// A town's public numbers and follow-up codes, both derived from its secret so that neither can be guessed.
///
/// Numbers are a keyed permutation of the appeals' internal ids (a Feistel network over pairs of decimal halves):
/// no two ids share one, and none tells how many came before it.
public struct AppealNumbering: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: the municipality's 32 bytes.
    public init(secret: [UInt8]) {
        key = SymmetricKey(data: secret)
    }

    public func number(of appeal: AppealID) -> AppealNumber {
        var index = UInt64(max(0, appeal.rawValue))
        var halfDigits = 4
        var half: UInt64 = 10_000
        // Beyond a hundred million appeals numbers grow by two digits, and so on: lengths keep the ranges apart.
        while index >= half * half, halfDigits < 8 {
            index -= half * half
            halfDigits += 1
            half *= 10
        }
        var (left, right) = (index / half % half, index % half)
        for round in UInt8(0)..<6 {
            (left, right) = (right, (left + mixed(right, round: round, tier: UInt8(halfDigits)) % half) % half)
        }
        return AppealNumber(
            payload: padded(Int(left), to: halfDigits) + padded(Int(right), to: halfDigits)
        )
    }

    public func followUpCode(of number: AppealNumber) -> FollowUpCode {
        FollowUpCode(bytes: mac([0x02] + Array(number.digits.utf8)))
    }

    /// The resident behind a phone or e-mail, as 16 bytes that do not tell it. Same contact, same bytes.
    public func residentKey(of contact: String) -> [UInt8] {
        Array(mac([0x03] + Array(contact.utf8)).prefix(16))
    }

    private func mixed(_ half: UInt64, round: UInt8, tier: UInt8) -> UInt64 {
        var message: [UInt8] = [0x01, tier, round]
        withUnsafeBytes(of: half.bigEndian) { message.append(contentsOf: $0) }
        return mac(message).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func mac(_ message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}
