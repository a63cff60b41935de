import Municipality
import Postgres
import Store

/// What can prevent a town from arriving in a database.
enum TownArrivals {
    /// Throws when a town already has the code.
    static func refuseTaken(_ code: String, on client: some PostgresClient) async throws {
        guard let slug = Slug(rawValue: code), let row = try await TownStateStore.find(slug, on: client) else { return }
        throw taken(row)
    }

    static func taken(_ row: TownStateStore.Row) -> ServiceError {
        let (code, peer) = (row.code.rawValue, row.peer ?? "another database")
        return switch row.state {
        case .active: .conflict("there is a municipality with the code \(code) already")
        case .moving, .arriving: .conflict("\(code) is \(row.state.rawValue) there, by a move with \(peer)")
        case .moved:
            .conflict(
                """
                the copy of \(code) that its move to \(peer) left behind is still there: remove it with \
                `zemstvo town remove \(code)`
                """
            )
        }
    }

    /// The refusal in words, when another town has something that must be unique to the town.
    static func refusal(for error: PostgresError) -> ServiceError? {
        switch error.constraint {
        case "municipalities_code_key": .conflict("there is a municipality with that code already")
        case "municipality_hosts_pkey": .conflict("another municipality has one of the town's host names there")
        default: nil
        }
    }
}

extension Actor {
    /// Describes the actor for a person.
    var label: String { id.isEmpty ? kind.rawValue : "\(kind.rawValue) \(id)" }
}
