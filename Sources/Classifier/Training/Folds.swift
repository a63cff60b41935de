/// Stratified folds: each class is spread over them as evenly as possible, at random with a seed.
package enum Folds {
    /// - Returns: the fold of each label.
    package static func assign(_ labels: [Int], into folds: Int, seed: UInt64) -> [Int] {
        var generator = SplitMix64(seed: seed)
        var assigned = [Int](repeating: 0, count: labels.count)
        var next = 0
        for (_, members) in Dictionary(grouping: labels.indices, by: { labels[$0] }).sorted(by: { $0.key < $1.key }) {
            for member in members.shuffled(using: &generator) {
                assigned[member] = next % folds
                next += 1
            }
        }
        return assigned
    }
}

/// The generator of Steele, Lea and Flood: small, and the same on every platform.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
