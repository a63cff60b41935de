/// FNV-1a of 64 bits: fast, and the same on every machine.
extension UInt64 {
    static let firstHash: UInt64 = 0xcbf2_9ce4_8422_2325

    func hashed(with value: UInt32) -> UInt64 { (self ^ UInt64(value)) &* 0x100_0000_01b3 }

    /// Never 0, which marks an empty place in a vocabulary.
    func `in`(_ block: FeatureBlock) -> UInt64 {
        var hash = (self ^ UInt64(block.rawValue)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return hash | 1
    }
}
