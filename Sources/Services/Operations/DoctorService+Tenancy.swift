import Postgres
import Store

extension DoctorService {
    /// Checks whether the database itself separates the towns. Without it the program still runs with its own checks.
    func tenancy(_ connection: PostgresConnection) async throws -> Finding {
        guard try await connection.query("SELECT to_regproc('current_municipality') IS NOT NULL").only(Bool.self) else {
            return Finding(subject: "tenancy", verdict: .warning, message: "cannot be checked before migration")
        }
        let wall = try await SecondWall.look(on: connection)
        let gaps = [
            wall.isBypassed ? "row-level security does not apply to the role \(wall.role)" : nil,
            wall.isOwner && !wall.isBypassed ? "the role \(wall.role) owns the tables" : nil,
            wall.openTables.isEmpty ? nil : "not the program's policy on \(wall.openTables.joined(separator: ", "))",
        ].compactMap { $0 }
        guard gaps.isEmpty else {
            return Finding(
                subject: "tenancy",
                verdict: .warning,
                message: "row-level security is incomplete: \(gaps.joined(separator: "; "))"
            )
        }
        return Finding(
            subject: "tenancy",
            verdict: .ok,
            message: "the role \(wall.role) sees one municipality at a time"
        )
    }
}
