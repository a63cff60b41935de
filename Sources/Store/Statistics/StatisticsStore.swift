package import Foundation
import Municipality
import Postgres
import SQLResources

/// The figures of a month, from the present appeals, clocks and events.
package enum StatisticsStore {
    /// Figures of one category group × organisation, or of all appeals.
    package struct Row: Sendable {
        /// The figures are those of all appeals.
        package let isTotal: Bool
        /// nil for appeals without a category, and in the total.
        package let group: String?
        package let groupName: String?
        /// nil for appeals without an organisation, and in the total.
        package let organisation: String?
        package let organisationName: String?
        package let backlogStart: Int
        package let opened: Int
        package let closed: Int
        package let backlogEnd: Int
        package let onTime: Int
        package let overdue: Int
        package let withoutDeadline: Int
        package let backlogOverdue: Int
        /// Hours with two decimals; nil when nothing was closed.
        package let hoursToCloseMedian: Double?
        package let hoursToCloseP90: Double?
        package let returned: Int
        package let reopened: Int
        package let triage: Int

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            isTotal = try columns.next()
            group = try columns.next()
            groupName = try columns.next()
            organisation = try columns.next()
            organisationName = try columns.next()
            backlogStart = try columns.next()
            opened = try columns.next()
            closed = try columns.next()
            backlogEnd = try columns.next()
            onTime = try columns.next()
            overdue = try columns.next()
            withoutDeadline = try columns.next()
            backlogOverdue = try columns.next()
            hoursToCloseMedian = try columns.next()
            hoursToCloseP90 = try columns.next()
            returned = try columns.next()
            reopened = try columns.next()
            triage = try columns.next()
            try columns.end()
        }
    }

    /// Rows in order of the codes of group and organisation, those without a code last; then the total.
    /// - Parameter month: from the first instant of the month to the first of the next.
    package static func figures(
        of month: Range<Date>,
        in session: TownSession
    ) async throws -> [Row] {
        // This statement reads so much that parallel workers pay off.
        try await session.execute("SET LOCAL max_parallel_workers_per_gather = 2")
        return try await session.query(
            SQL(
                raw: SQLResources.monthlyStatistics,
                values: [
                    PostgresValue(session.municipality), PostgresValue(month.lowerBound),
                    PostgresValue(month.upperBound),
                ]
            )
        ).map(Row.init)
    }
}
