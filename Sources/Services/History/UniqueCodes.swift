import Municipality

/// Makes unique codes from names: the second with the same code gets the suffix `-2`, the third `-3`.
struct UniqueCodes {
    private var taken: Set<String>

    /// - Parameter taken: codes in use.
    init(taken: some Sequence<String>) {
        self.taken = Set(taken)
    }

    /// nil for a name without a letter or digit.
    mutating func code(for name: String) -> Slug? {
        guard let base = Slug(from: name) else { return nil }
        var code = base
        var count = 1
        while !taken.insert(code.rawValue).inserted {
            count += 1
            let suffix = "-\(count)"
            guard let next = Slug(rawValue: base.rawValue.prefix(63 - suffix.utf8.count) + suffix) else { return nil }
            code = next
        }
        return code
    }
}
