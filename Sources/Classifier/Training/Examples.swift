/// Labelled texts to learn from.
package struct Examples: Sendable {
    package let texts: [String]
    /// Of each text.
    package let labels: [String]
    /// Of each text: several labels make a group. A label is in the group of its first text.
    package let groups: [String]?
    /// Names of labels in words. They are learnt like texts, because they say what a label with few texts is about.
    package let titles: [String: String]
    /// What is learnt instead of labels that are too rare.
    private var pools: [String: String] = [:]

    package init(_ texts: [String], labels: [String], groups: [String]? = nil, titles: [String: String] = [:]) {
        self.texts = texts
        self.labels = labels
        self.groups = groups
        self.titles = titles
    }

    /// Labels with fewer texts are pooled into one for each group, because a topic too rare to be learnt still teaches
    /// what its group is about. Without groups nothing is pooled.
    func pooled(minimumRows: Int) -> Examples {
        guard let groups else { return self }
        let sizes = Dictionary(grouping: labels, by: \.self).mapValues(\.count)
        var pooled = self
        for (label, group) in zip(labels, groups)
        where sizes[label, default: 0] < minimumRows && pooled.pools[label] == nil {
            pooled.pools[label] = Self.restMark + group
        }
        return pooled
    }

    /// The label that is learnt of a text.
    func learnt(_ row: Int) -> String { learnt(labels[row]) }

    func learnt(_ label: String) -> String { pools[label] ?? label }

    func rows(_ rows: [Int]) -> Examples {
        var some = Examples(
            rows.map { texts[$0] },
            labels: rows.map { labels[$0] },
            groups: groups.map { all in rows.map { all[$0] } },
            titles: titles
        )
        some.pools = pools
        return some
    }

    /// Whether a label stands for the rare topics of a group, so that nothing can be decided by it.
    package static func isRest(_ label: String) -> Bool { label.hasPrefix(restMark) }

    private static let restMark = "\u{1F}"
}
