import Foundation
import Municipality
import Postgres
import Store

extension DoctorService {
    /// Checks whether a move of a town was interrupted, because then the town takes no writes.
    func moves(_ connection: PostgresConnection) async throws -> Finding {
        guard try await connection.query("SELECT to_regtype('town_state') IS NOT NULL").only(Bool.self) else {
            return .beforeMigration("moves")
        }
        let halfDone = try await TownStateStore.all(on: connection).compactMap { town -> String? in
            let words = "\(town.code.rawValue) has taken no writes since \(town.since.formatted(.iso8601)): it is"
            let peer = town.peer ?? "another database"
            return switch town.state {
            case .active, .moved: nil
            case .moving: "\(words) moving to \(peer): repeat `zemstvo town move`, or abandon it with --abandon"
            case .arriving: "\(words) arriving from \(peer): repeat `zemstvo town move` there"
            }
        }
        return Finding(
            "moves",
            found: halfDone,
            none: "no town is between two databases",
            verdict: .warning,
            separator: "; "
        )
    }
}
