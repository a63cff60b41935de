/// Numbers as digits.
@usableFromInline
enum JSONNumber {
    @inlinable
    static func append(_ value: some BinaryInteger, to bytes: inout [UInt8]) {
        append(UInt64(value.magnitude), isNegative: value < 0, to: &bytes)
    }

    @usableFromInline
    static func append(_ magnitude: UInt64, isNegative: Bool, to bytes: inout [UInt8]) {
        var rest = magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if isNegative { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// The shortest notation that reads back as the same number. Whole numbers have no fraction. `null` for NaN and
    /// infinity, which JSON cannot express.
    static func append(_ value: Double, to bytes: inout [UInt8]) {
        guard value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
        if let whole = Int64(exactly: value) {
            append(whole, to: &bytes)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }
}
