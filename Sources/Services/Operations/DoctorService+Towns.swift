import Foundation
import Municipality
import Postgres
import Store

extension DoctorService {
    /// Checks whether every town can be served.
    func towns(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else { return .beforeMigration("towns") }
        let rows = try await MunicipalityStore.all(on: connection)
        var broken: [String: String] = [:]
        for row in rows {
            do throws(BrokenTown) {
                _ = try MunicipalityRecord(row)
            } catch {
                broken[error.code] = error.description
            }
        }
        for (code, timeZone) in try await MunicipalityStore.withoutTimeZone(on: connection) where broken[code] == nil {
            let reason = "the database does not know its time zone \(timeZone)"
            broken[code] = BrokenTown(code: code, reason: reason).description
        }
        return Finding(
            "towns",
            found: broken.sorted { $0.key < $1.key }.map(\.value),
            none: "\(rows.count), and all can be served",
            separator: "; "
        )
    }

    /// Checks, in each town, whether every appeal that waits for the router has a job.
    func unrouted(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else { return .beforeMigration("routing") }
        let found = try await Self.inEachTown(connection) { session, code in
            let count = try await UnroutedAppeals.find(in: session).count
            return count > 0 ? ["\(count) of «\(code)» (run `zemstvo routing requeue --town \(code)`)"] : []
        }
        return Finding(
            "routing",
            found: found,
            none: "every registered appeal has a job",
            before: "registered appeals without a job, which nothing routes: "
        )
    }

    /// Checks, in each town, whether the active models can be used.
    func models(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else { return .beforeMigration("models") }
        let found = try await Self.inEachTown(connection) { session, code in
            try await RoutingModelStore.all(in: session).filter { $0.active && !$0.isUsable }
                .map { "\($0.id) of «\(code)»" }
        }
        return Finding(
            "models",
            found: found,
            none: "every active model can be used",
            verdict: .warning,
            before: "stored by an earlier version and not used (train and activate a new one): "
        )
    }

    /// - Parameter search: what is wrong in one town, in words.
    private static func inEachTown(
        _ connection: PostgresConnection,
        search: (_ session: TownSession, _ code: String) async throws -> [String]
    ) async throws -> [String] {
        var found: [String] = []
        for row in try await MunicipalityStore.all(on: connection) {
            let session = TownSession(reading: connection, municipality: row.id, actor: .worker, now: Date())
            found += try await search(session, row.code.rawValue)
        }
        return found
    }

    private static func hasTowns(_ connection: PostgresConnection) async throws -> Bool {
        try await connection.query(
            "SELECT to_regclass('municipality_hosts') IS NOT NULL AND to_regclass('appeals') IS NOT NULL"
        ).only(Bool.self)
    }
}
