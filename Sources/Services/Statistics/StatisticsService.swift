import Crypto
import Foundation
public import Municipality
import Postgres
import Store

/// Monthly statistics: live, frozen, and what changed after freezing.
///
/// A frozen month is a stored document and always exports the same bytes. When its figures would differ today (an
/// appeal was imported late, a clock was corrected, an appeal moved to another organisation), the difference is
/// reported in two places, never in the frozen bytes: ``corrections(_:)`` of the month compares it with today, and the
/// *next* month's report lists in its own `corrections` where its beginning differs from the frozen end. Freezing that
/// next month stores the list, so the chain of frozen months explains itself.
public struct StatisticsService: Sendable {
    private let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// The frozen report of a frozen month; otherwise the live one.
    ///
    /// Throws ``StatisticsMismatch`` when the figures do not reconcile.
    public func report(_ month: Month, by actor: Actor) async throws -> MonthlyStatistics {
        try actor.require(.readStatistics)
        return try await town.readMoment(by: actor) { session in
            if let frozen = try await frozen(month, in: session) { return frozen.report }
            return try await live(month, in: session)
        }
    }

    /// Stores the month's report permanently, as it is now.
    ///
    /// Throws ``ServiceError/conflict(_:)`` for a month that is already frozen or not over in the town's time zone.
    public func freeze(_ month: Month, by actor: Actor) async throws -> FrozenMonth {
        try actor.require(.freezeStatistics)
        let now = town.now
        guard now >= month.interval(in: town.timeZone).upperBound else {
            throw ServiceError.conflict("\(month) is not over yet in \(town.timeZone.identifier)")
        }
        return try await town.write(by: actor) { session in
            let stored = StoredStatistics(try await live(month, as: .frozen, in: session))
            guard
                try await StatisticsStore.keep(stored.snapshot, of: month, in: session)
            else { throw ServiceError.conflict("\(month) is frozen already") }
            return FrozenMonth(report: stored.report, sha256: stored.sha256.hexadecimal)
        }
    }

    /// The report as a file. The same report has the same bytes in each format. The bytes of XLSX may differ between
    /// versions of its library.
    public func export(
        _ month: Month,
        format: StatisticsExport.Format,
        by actor: Actor
    ) async throws -> StatisticsExport {
        try actor.require(.readStatistics)
        let (stored, corrections) = try await town.readMoment(by: actor) { session in
            let live = try await live(month, in: session)
            guard let frozen = try await frozen(month, in: session) else {
                return (StoredStatistics(live), live.corrections)
            }
            return (frozen, StatisticsComparison(frozen: frozen.report, now: live).sameMonth)
        }
        let bytes =
            switch format {
            case .json: stored.json
            case .csv: stored.report.csv
            case .xlsx: try stored.report.xlsx(reportSHA256: stored.sha256.hexadecimal)
            }
        return StatisticsExport(
            bytes: bytes,
            sha256: Array(SHA256.hash(data: bytes)).hexadecimal,
            status: stored.report.status,
            corrections: corrections
        )
    }

    /// The differences if the frozen month were frozen today, by row and column.
    ///
    /// The triage column is left out, because it describes the time of the report. Throws ``ServiceError/conflict(_:)``
    /// for a month that is not frozen.
    public func corrections(_ month: Month, by actor: Actor) async throws -> [StatisticsCorrection] {
        try actor.require(.readStatistics)
        return try await town.readMoment(by: actor) { session in
            guard let frozen = try await frozen(month, in: session)?.report else {
                throw ServiceError.conflict("\(month) is not frozen")
            }
            return StatisticsComparison(frozen: frozen, now: try await live(month, in: session)).sameMonth
        }
    }

    private func frozen(_ month: Month, in session: TownSession) async throws -> StoredStatistics? {
        try await StatisticsStore.snapshot(of: month, in: session)
            .map { try StoredStatistics($0, of: month) }
    }

    private func live(
        _ month: Month,
        as status: MonthlyStatistics.Status = .live,
        in session: TownSession
    ) async throws -> MonthlyStatistics {
        let report = try MonthlyStatistics(
            of: month,
            in: town.municipality,
            status: status,
            figures: try await StatisticsStore.figures(
                of: month.interval(in: town.timeZone),
                in: session
            )
        )
        let previous = Month(containing: month.firstDay.advanced(by: -1))
        guard let before = try await frozen(previous, in: session)?.report else { return report }
        return report.with(StatisticsComparison(frozen: before, now: report).nextMonth)
    }
}
