import Foundation
public import Municipality
import Store

/// The appeals of one calendar month of a town, by category group and present organisation.
public struct MonthlyStatistics: Hashable, Sendable {
    public enum Status: String, Sendable, Decodable {
        /// Calculated from the appeals at the time of the report.
        case live
        /// Stored when the month was frozen.
        case frozen
    }

    public let month: Month
    /// Code of the town.
    public let municipality: String
    public let municipalityName: String
    /// Identifier of the time zone in which the month begins and ends.
    public let timeZone: String
    public let status: Status
    /// Over all appeals: the sums of the rows, except for the hours.
    public let totals: StatisticsFigures
    /// In order of the codes of group and organisation, rows without a code last. No row is all zero.
    public let rows: [StatisticsRow]
    /// Differences between the beginning of this month and the end of the frozen month before it. (Changes in *this*
    /// month after it was frozen are reported by ``StatisticsService/corrections(_:)``, because a frozen report never
    /// changes.)
    public let corrections: [StatisticsCorrection]

    /// - Parameter figures: the rows, with the total last.
    init(
        of month: Month,
        in town: MunicipalityRecord,
        status: Status,
        figures: [StatisticsStore.Row]
    ) throws(StatisticsMismatch) {
        guard let totals = figures.last, totals.isTotal else {
            throw StatisticsMismatch(month: month, row: .total, rule: "there is a total")
        }
        self.month = month
        municipality = town.code.rawValue
        municipalityName = town.name
        timeZone = town.timeZone.identifier
        self.status = status
        self.totals = StatisticsFigures(totals)
        rows = figures.dropLast().map(StatisticsRow.init)
        corrections = []
        try checkFigures()
    }

    /// The same report with other corrections.
    func with(_ corrections: [StatisticsCorrection]) -> MonthlyStatistics {
        MonthlyStatistics(
            month: month,
            municipality: municipality,
            municipalityName: municipalityName,
            timeZone: timeZone,
            status: status,
            totals: totals,
            rows: rows,
            corrections: corrections
        )
    }

    /// The figures by row, the total among them.
    var figures: [StatisticsRowKey: StatisticsFigures] {
        var figures = [StatisticsRowKey.total: totals]
        for row in rows { figures[.row(group: row.group, organisation: row.organisation)] = row.figures }
        return figures
    }
}

extension MonthlyStatistics {
    private init(
        month: Month,
        municipality: String,
        municipalityName: String,
        timeZone: String,
        status: Status,
        totals: StatisticsFigures,
        rows: [StatisticsRow],
        corrections: [StatisticsCorrection]
    ) {
        self.month = month
        self.municipality = municipality
        self.municipalityName = municipalityName
        self.timeZone = timeZone
        self.status = status
        self.totals = totals
        self.rows = rows
        self.corrections = corrections
    }
}

extension MonthlyStatistics: Decodable {
    enum CodingKeys: String, CodingKey {
        case month, municipality
        case municipalityName = "municipality_name"
        case timeZone = "time_zone"
        case status, totals, rows, corrections
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let month = Month(parsing: try container.decode(String.self, forKey: .month)) else {
            throw DecodingError.dataCorruptedError(forKey: .month, in: container, debugDescription: "not a month")
        }
        self.init(
            month: month,
            municipality: try container.decode(String.self, forKey: .municipality),
            municipalityName: try container.decode(String.self, forKey: .municipalityName),
            timeZone: try container.decode(String.self, forKey: .timeZone),
            status: try container.decode(Status.self, forKey: .status),
            totals: try container.decode(StatisticsFigures.self, forKey: .totals),
            rows: try container.decode([StatisticsRow].self, forKey: .rows),
            corrections: try container.decode([StatisticsCorrection].self, forKey: .corrections)
        )
    }
}
