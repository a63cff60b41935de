/// Text between quotation marks.
@usableFromInline
enum JSONString {
    @usableFromInline
    static func append(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var written = 0
        var place = firstToEscape(utf8, from: 0)
        while place < utf8.count {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[written..<place]))
            escape(utf8[place], to: &bytes)
            written = place + 1
            place = firstToEscape(utf8, from: written)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[written...]))
        bytes.append(UInt8(ascii: "\""))
    }

    /// The place of the next byte that JSON requires to be escaped, or the end. Eight bytes are checked at a time.
    private static func firstToEscape(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place + 8 <= utf8.count,
            !holdsSome(UnsafeRawBufferPointer(utf8).loadUnaligned(fromByteOffset: place, as: UInt64.self))
        {
            place += 8
        }
        while place < utf8.count {
            let byte = utf8[place]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            place += 1
        }
        return place
    }

    /// Whether any of the eight bytes is below 0x20, a quotation mark or a backslash. A byte minus n borrows into its
    /// highest bit when it is below n; bytes that had that bit themselves do not count.
    private static func holdsSome(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let control = (word &- ones &* 0x20) & ~word
        return (control | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs != 0
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}
