import Store

/// The figures of one category group × present organisation.
public struct StatisticsRow: Hashable, Sendable {
    /// Code of the category group; nil for appeals without a category.
    public let group: String?
    /// In Russian.
    public let groupName: String?
    /// Code of the organisation; nil for appeals without one.
    public let organisation: String?
    public let organisationName: String?
    public let figures: StatisticsFigures

    init(_ row: StatisticsStore.Row) {
        group = row.group
        groupName = row.groupName
        organisation = row.organisation
        organisationName = row.organisationName
        figures = StatisticsFigures(row)
    }
}

extension StatisticsRow: Decodable {
    enum CodingKeys: String, CodingKey {
        case group
        case groupName = "group_name"
        case organisation
        case organisationName = "organisation_name"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        group = try container.decode(String?.self, forKey: .group)
        groupName = try container.decode(String?.self, forKey: .groupName)
        organisation = try container.decode(String?.self, forKey: .organisation)
        organisationName = try container.decode(String?.self, forKey: .organisationName)
        figures = try StatisticsFigures(from: decoder)
    }
}
