import Postgres

extension DoctorService {
    /// Hot tables have no foreign keys, so this looks for rows that refer to missing rows, in each town.
    func references(_ connection: PostgresConnection) async throws -> Finding {
        guard try await connection.query("SELECT to_regproc('dangling') IS NOT NULL").only(Bool.self) else {
            return Finding(subject: "references", verdict: .warning, message: "cannot be checked before migration")
        }
        var broken: [String] = []
        let towns = try await connection.query("SELECT municipality_id, code FROM municipalities ORDER BY code")
        for row in towns {
            var columns = row.columns
            let (town, code) = (try columns.next(Int32.self), try columns.next(String.self))
            try columns.end()
            // Without BEGIN, the statements of one pipeline form one transaction.
            let answers = try await connection.pipeline([
                "SELECT set_config('zemstvo.municipality', \(String(town)), true)", "SELECT dangling()",
            ])
            broken += try answers[1].map { "\(try $0.decode(String.self)) in \(code)" }
        }
        return broken.isEmpty
            ? Finding(subject: "references", verdict: .ok, message: "every reference has its row")
            : Finding(
                subject: "references",
                verdict: .failure,
                message: "rows refer to missing rows: \(broken.joined(separator: ", "))"
            )
    }
}
