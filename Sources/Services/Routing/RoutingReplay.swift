/// The effect that a change would have had on past appeals.
public struct RoutingReplay: Sendable {
    /// How often the machine decided, and whether it chose the organisation that was responsible in the end.
    public struct Record: Sendable {
        public var automatic = 0
        public var right = 0
        public var wrong = 0
        public var triage = 0
    }

    /// Appeals that a change moves from one code to another; `triage` where there is no decision.
    public struct Move: Sendable {
        public let from: String
        public let to: String
        public let appeals: Int
    }

    /// Appeals by their real category and the one that would be recognised.
    public struct Confusion: Sendable {
        public let category: String
        public let told: String
        public let appeals: Int
    }

    public internal(set) var appeals = 0
    public internal(set) var before = Record()
    public internal(set) var after = Record()
    /// Appeals that were in triage and would be routed.
    public internal(set) var newlyAutomatic = 0
    /// Appeals that were routed and would be in triage.
    public internal(set) var newlyInTriage = 0
    /// Appeals that would be routed correctly, and were not.
    public internal(set) var newlyRight = 0
    /// Appeals that would be routed wrongly, and were not.
    public internal(set) var newlyWrong = 0
    /// Most frequent first.
    public internal(set) var moves: [Move] = []
    /// Of appeals submitted without a category, most frequent first; `-` where none would be recognised.
    public internal(set) var confusion: [Confusion] = []

    /// One appeal, by codes; nil for triage, or if unknown.
    struct Case {
        let before: String?
        let after: String?
        let truth: String?
        /// nil for an appeal that was submitted with a category.
        let category: (truth: String, told: String?)?
    }

    init(_ cases: [Case]) {
        appeals = cases.count
        var moved: [[String]: Int] = [:]
        var confused: [[String]: Int] = [:]
        for one in cases {
            let wasRight = Self.count(one.before, one.truth, in: &before)
            let isRight = Self.count(one.after, one.truth, in: &after)
            if one.before == nil, one.after != nil { newlyAutomatic += 1 }
            if one.before != nil, one.after == nil { newlyInTriage += 1 }
            if isRight == true, wasRight != true { newlyRight += 1 }
            if isRight == false, wasRight != false { newlyWrong += 1 }
            if one.before != one.after { moved[[one.before ?? "triage", one.after ?? "triage"], default: 0] += 1 }
            if let category = one.category { confused[[category.truth, category.told ?? "-"], default: 0] += 1 }
        }
        moves = Self.sorted(moved).map { Move(from: $0[0], to: $0[1], appeals: $1) }
        confusion = Self.sorted(confused).map { Confusion(category: $0[0], told: $0[1], appeals: $1) }
    }

    /// - Returns: whether the decision was right; nil for triage and where the truth is unknown.
    private static func count(_ decided: String?, _ truth: String?, in record: inout Record) -> Bool? {
        guard let decided else {
            record.triage += 1
            return nil
        }
        record.automatic += 1
        guard let truth else { return nil }
        if decided == truth { record.right += 1 } else { record.wrong += 1 }
        return decided == truth
    }

    private static func sorted(_ counts: [[String]: Int]) -> [(key: [String], value: Int)] {
        counts.sorted {
            $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
        }
    }
}
