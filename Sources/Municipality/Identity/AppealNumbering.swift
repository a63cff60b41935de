import Crypto
import Synchronization

/// A town's public numbers and follow-up codes, both derived from its secret so that neither can be guessed.
///
/// Numbers are a keyed permutation of the appeals' internal ids (a Feistel network over pairs of decimal halves): no
/// two ids have the same number, and a number does not reveal how many appeals came before it.
public struct AppealNumbering: Sendable {
    private let code: KeyedCode
    /// Cached results of the round function for the first hundred million numbers.
    private let known = KnownRounds(halves: 10_000)

    /// - Parameter secret: the municipality's 32 bytes.
    public init(secret: [UInt8]) {
        code = KeyedCode(key: secret)
    }

    public func number(of appeal: AppealID) -> AppealNumber {
        var index = UInt64(max(0, appeal.rawValue))
        var tier = Tier(halfDigits: 4)
        // Beyond a hundred million appeals, numbers get two more digits, and so on. Numbers of different lengths never
        // collide.
        while index >= tier.size, tier.halfDigits < 8 {
            index -= tier.size
            tier = Tier(halfDigits: tier.halfDigits + 1)
        }
        var (left, right) = (index / tier.half % tier.half, index % tier.half)
        for round in Self.rounds {
            (left, right) = (right, (left + stirred(right, round, tier)) % tier.half)
        }
        return AppealNumber(payload: left * tier.half + right, digits: 2 * tier.halfDigits)
    }

    /// The appeal that has, or will have, the number; nil when the number is longer than any appeal's.
    public func appeal(of number: AppealNumber) -> AppealID? {
        let tier = Tier(halfDigits: (number.count - 1) / 2)
        guard (4...8).contains(tier.halfDigits) else { return nil }
        var (left, right) = (number.payload / tier.half, number.payload % tier.half)
        for round in Self.rounds.reversed() {
            (left, right) = ((right + tier.half - stirred(left, round, tier)) % tier.half, left)
        }
        let before = (4..<tier.halfDigits).reduce(0) { $0 + Tier(halfDigits: $1).size }
        return AppealID(rawValue: Int64(before + left * tier.half + right))
    }

    public func followUpCode(of number: AppealNumber) -> FollowUpCode {
        FollowUpCode(bytes: code.bytes(of: [0x02] + Array(number.digits.utf8)))
    }

    /// The resident behind a phone or e-mail, as 16 bytes that do not reveal it. The same contact always gives the same
    /// bytes.
    public func residentKey(of contact: String) -> [UInt8] {
        Array(code.bytes(of: [0x03] + Array(contact.utf8)).prefix(16))
    }

    private static let rounds: Range<UInt8> = 0..<6

    private func stirred(_ half: UInt64, _ round: UInt8, _ tier: Tier) -> UInt64 {
        tier.halfDigits == 4
            ? known.value(half, round: round) { mixed(half, round, tier) } : mixed(half, round, tier)
    }

    private func mixed(_ half: UInt64, _ round: UInt8, _ tier: Tier) -> UInt64 {
        var message: [UInt8] = [0x01, UInt8(tier.halfDigits), round]
        withUnsafeBytes(of: half.bigEndian) { message.append(contentsOf: $0) }
        return code.bytes(of: message).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } % tier.half
    }
}

/// Numbers of one length. Each consists of two halves with this number of digits.
private struct Tier {
    let halfDigits: Int
    /// The number of possible halves.
    let half: UInt64

    init(halfDigits: Int) {
        self.halfDigits = halfDigits
        half = (0..<halfDigits).reduce(1) { power, _ in power * 10 }
    }

    /// The number of possible numbers.
    var size: UInt64 { half * half }
}

/// HMAC-SHA-256 under one key, which is prepared once.
private struct KeyedCode: Sendable {
    private let begun: HMAC<SHA256>

    init(key: [UInt8]) {
        begun = HMAC(key: SymmetricKey(data: key))
    }

    func bytes(of message: [UInt8]) -> [UInt8] {
        var code = begun
        code.update(data: message)
        return Array(code.finalize())
    }
}

/// Values of a round function, each computed once. Pages are allocated when they are first used: a town with few
/// appeals uses little memory, one with many uses 120 KB.
private final class KnownRounds: Sendable {
    private static let pageSize = 250
    private let pages: Int
    /// Value + 1 by page and index; 0 if not computed yet. A page belongs to one round.
    private let values = Mutex<[[UInt16]]>([])

    init(halves: Int) {
        pages = (halves + Self.pageSize - 1) / Self.pageSize
    }

    func value(_ half: UInt64, round: UInt8, compute: () -> UInt64) -> UInt64 {
        let (page, place) = (Int(round) * pages + Int(half) / Self.pageSize, Int(half) % Self.pageSize)
        let known = values.withLock { $0.isEmpty || $0[page].isEmpty ? 0 : $0[page][place] }
        if known > 0 { return UInt64(known - 1) }
        let value = compute()
        values.withLock { values in
            if values.isEmpty { values = Array(repeating: [], count: 6 * pages) }
            if values[page].isEmpty { values[page] = Array(repeating: 0, count: Self.pageSize) }
            values[page][place] = UInt16(value + 1)
        }
        return value
    }
}
