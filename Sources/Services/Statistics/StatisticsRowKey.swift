/// Identifies a row of a report.
public enum StatisticsRowKey: Hashable, Sendable {
    case row(group: String?, organisation: String?)
    case total
}

extension StatisticsRowKey: CustomStringConvertible {
    public var description: String {
        switch self {
        case .row(let group, let organisation): "\(group ?? "—") / \(organisation ?? "—")"
        case .total: "total"
        }
    }
}

extension StatisticsRowKey: Comparable {
    /// The order of a report: by codes, rows without a code after those with one, the total last.
    public static func < (left: StatisticsRowKey, right: StatisticsRowKey) -> Bool {
        switch (left, right) {
        case (.total, _): false
        case (.row, .total): true
        case (.row(let leftGroup, let leftOrganisation), .row(let rightGroup, let rightOrganisation)):
            leftGroup == rightGroup
                ? precedes(leftOrganisation, rightOrganisation) : precedes(leftGroup, rightGroup)
        }
    }

    private static func precedes(_ left: String?, _ right: String?) -> Bool {
        guard let left else { return false }
        guard let right else { return true }
        return left < right
    }
}
