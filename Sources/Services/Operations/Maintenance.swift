package import Foundation
import Logging
package import Municipality
import Store

/// The periodic work in every town that takes writes. Safe to repeat.
///
/// A town without due work costs one check, many of them per round trip. The failure of one town does not stop the
/// others: it is logged, and the work is tried again the next time.
package struct Maintenance: Sendable {
    private let database: Database
    private let clock: @Sendable () -> Date

    /// Number of days for which an idempotency key is kept.
    static let keyDays = 7.0

    package init(database: Database, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.clock = clock
    }

    /// - Returns: the municipalities in which something was changed.
    @discardableResult
    package func perform() async throws -> [MunicipalityID] {
        let now = clock()
        let keysBefore = now.addingTimeInterval(-Self.keyDays * 86_400)
        let towns = try await Towns(database: database).all().compactMap { standing -> MunicipalityRecord? in
            switch standing {
            case .success(let record): return record.state == .active ? record : nil
            case .failure(let broken):
                database.logger.error("maintenance skipped", metadata: ["reason": "\(broken)"])
                return nil
            }
        }
        let due = try await database.perform { connection in
            try await MaintenanceStore.due(
                in: towns.map(\.id),
                answeredBefore: RefutationWindow.end(at: now),
                keysBefore: keysBefore,
                on: connection
            )
        }
        var done: [MunicipalityID] = []
        for record in towns where due.contains(record.id) {
            do {
                try await perform(in: Town(record, on: database, clock: clock), keysBefore: keysBefore)
                done.append(record.id)
            } catch {
                if error is CancellationError { throw error }
                if case ServiceError.unavailable = error { throw error }
                database.logger.error(
                    "maintenance failed",
                    metadata: ["municipality": "\(record.code.rawValue)", "error": "\(error)"]
                )
            }
        }
        return done
    }

    private func perform(in town: Town, keysBefore: Date) async throws {
        let casework = AppealCasework(town: town)
        while try await casework.closeUnrefuted(limit: 100) == 100 {}
        try await town.write(by: .worker) { session in
            _ = try await IdempotencyStore.forget(usedBefore: keysBefore, in: session)
        }
    }
}
