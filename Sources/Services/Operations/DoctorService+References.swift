import Municipality
import Postgres
import Store

extension DoctorService {
    /// Hot tables have no foreign keys, so this looks for rows that refer to missing rows, in each town.
    func references(_ connection: PostgresConnection) async throws -> Finding {
        guard let pending = try? await Migrations.all.pending(on: connection), pending.isEmpty else {
            return .beforeMigration("references")
        }
        var broken: [String] = []
        for town in try await TownStateStore.all(on: connection) {
            let columns = try await LooseReference.broken(of: town.id, on: connection)
            broken += columns.map { "\($0) in \(town.code.rawValue)" }
        }
        return Finding(
            "references",
            found: broken,
            none: "every reference has its row",
            before: "rows refer to missing rows: "
        )
    }
}
