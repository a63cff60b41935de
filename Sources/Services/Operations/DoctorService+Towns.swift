import Classifier
import Foundation
import Municipality
import Postgres
import Store

extension DoctorService {
    /// Checks whether every town can be served.
    func towns(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else {
            return Finding(subject: "towns", verdict: .warning, message: "cannot be checked before migration")
        }
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
        return broken.isEmpty
            ? Finding(subject: "towns", verdict: .ok, message: "\(rows.count), and all can be served")
            : Finding(
                subject: "towns",
                verdict: .failure,
                message: broken.sorted { $0.key < $1.key }.map(\.value).joined(separator: "; ")
            )
    }

    /// Checks, in each town, whether every appeal that waits for the router has a job.
    func unrouted(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else {
            return Finding(subject: "routing", verdict: .warning, message: "cannot be checked before migration")
        }
        var found: [String] = []
        for row in try await MunicipalityStore.all(on: connection) {
            let session = TownSession(reading: connection, municipality: row.id, actor: .worker, now: Date())
            let count = try await UnroutedAppeals.find(in: session).count
            guard count > 0 else { continue }
            let code = row.code.rawValue
            found.append("\(count) of «\(code)» (run `zemstvo routing requeue --town \(code)`)")
        }
        return found.isEmpty
            ? Finding(subject: "routing", verdict: .ok, message: "every registered appeal has a job")
            : Finding(
                subject: "routing",
                verdict: .failure,
                message: "registered appeals without a job, which nothing routes: \(found.joined(separator: ", "))"
            )
    }

    /// Checks, in each town, whether the active models can be used.
    func models(_ connection: PostgresConnection) async throws -> Finding {
        guard try await Self.hasTowns(connection) else {
            return Finding(subject: "models", verdict: .warning, message: "cannot be checked before migration")
        }
        var found: [String] = []
        for row in try await MunicipalityStore.all(on: connection) {
            let session = TownSession(reading: connection, municipality: row.id, actor: .worker, now: Date())
            let old = try await RoutingModelStore.all(in: session)
                .filter { $0.active && $0.format != TextClassifier.format }
            found += old.map { "\($0.id) of «\(row.code.rawValue)»" }
        }
        return found.isEmpty
            ? Finding(subject: "models", verdict: .ok, message: "every active model can be used")
            : Finding(
                subject: "models",
                verdict: .warning,
                message: """
                    stored by an earlier version and not used (train and activate a new one): \
                    \(found.joined(separator: ", "))
                    """
            )
    }

    private static func hasTowns(_ connection: PostgresConnection) async throws -> Bool {
        try await connection.query(
            "SELECT to_regclass('municipality_hosts') IS NOT NULL AND to_regclass('appeals') IS NOT NULL"
        ).only(Bool.self)
    }
}
