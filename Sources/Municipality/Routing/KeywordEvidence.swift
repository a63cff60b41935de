/// How often a category's keywords were right about texts whose category is known.
public struct KeywordEvidence: Hashable, Sendable {
    public var right: Int
    public var wrong: Int

    public init(right: Int = 0, wrong: Int = 0) {
        self.right = right
        self.wrong = wrong
    }

    public var count: Int { right + wrong }

    public static func + (left: KeywordEvidence, right: KeywordEvidence) -> KeywordEvidence {
        KeywordEvidence(right: left.right + right.right, wrong: left.wrong + right.wrong)
    }
}
