import Postgres
import Store

extension DoctorService {
    /// Checks whether the database itself separates the towns. Without it the program still runs with its own checks.
    func tenancy(_ connection: PostgresConnection) async throws -> Finding {
        guard try await connection.query("SELECT to_regproc('current_municipality') IS NOT NULL").only(Bool.self) else {
            return .beforeMigration("tenancy")
        }
        let wall = try await SecondWall.look(on: connection)
        let gaps = [
            wall.isBypassed ? "row-level security does not apply to the role \(wall.role)" : nil,
            wall.isOwner && !wall.isBypassed ? "the role \(wall.role) owns the tables" : nil,
            wall.openTables.isEmpty ? nil : "not the program's policy on \(wall.openTables.joined(separator: ", "))",
        ].compactMap { $0 }
        return Finding(
            "tenancy",
            found: gaps,
            none: "the role \(wall.role) sees one municipality at a time",
            verdict: .warning,
            before: "row-level security is incomplete: ",
            separator: "; "
        )
    }
}
