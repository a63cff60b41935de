public import Municipality

/// A figure of a frozen month that would differ today. The frozen report does not change; corrections are listed
/// separately.
public struct StatisticsCorrection: Hashable, Sendable {
    /// The frozen month that it corrects.
    public let month: Month
    public let row: StatisticsRowKey
    public let column: StatisticsColumn
    public let frozen: StatisticsValue
    public let now: StatisticsValue

    init(
        month: Month,
        row: StatisticsRowKey,
        column: StatisticsColumn,
        frozen: StatisticsValue,
        now: StatisticsValue
    ) {
        self.month = month
        self.row = row
        self.column = column
        self.frozen = frozen
        self.now = now
    }
}

extension StatisticsCorrection: CustomStringConvertible {
    /// `2011-08 roads / pwdx closed: frozen 12, now 13`.
    public var description: String { "\(month) \(row) \(column.rawValue): frozen \(frozen), now \(now)" }
}

extension StatisticsCorrection: Decodable {
    enum CodingKeys: String, CodingKey {
        case month, total, group, organisation, column, frozen, now
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let month = Month(parsing: try container.decode(String.self, forKey: .month)) else {
            throw DecodingError.dataCorruptedError(forKey: .month, in: container, debugDescription: "not a month")
        }
        self.month = month
        row =
            try container.decode(Bool.self, forKey: .total)
            ? .total
            : .row(
                group: try container.decode(String?.self, forKey: .group),
                organisation: try container.decode(String?.self, forKey: .organisation)
            )
        let column = try container.decode(StatisticsColumn.self, forKey: .column)
        func value(_ key: CodingKeys) throws -> StatisticsValue {
            column.adds
                ? .count(try container.decode(Int.self, forKey: key))
                : .hours(try container.decode(Hours?.self, forKey: key))
        }
        self.column = column
        frozen = try value(.frozen)
        now = try value(.now)
    }
}
