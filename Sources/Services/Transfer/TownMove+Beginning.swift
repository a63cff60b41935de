import Municipality
import Postgres
import Store

extension TownMove {
    /// Where a move begins or continues.
    enum Beginning {
        case copy
        case leave(TownArrival)
        case activate(TownArrival)
        case over
    }

    /// Finds out how far an earlier command came, and removes what cannot be continued.
    func beginning(
        of town: TownStateStore.Row,
        by actor: Actor,
        on connection: PostgresConnection
    ) async throws -> Beginning {
        let there = try await target.perform { connection in try await TownStateStore.find(town.code, on: connection) }
        let isSame = town.move != nil && town.move == there?.move
        switch (town.state, there?.state) {
        case (.arriving, _):
            throw ServiceError.conflict(
                "\(town.code.rawValue) is arriving from \(town.peer ?? "another database"): finish that move there"
            )
        case (.moved, .arriving) where isSame: return .activate(try arrival(there))
        case (.moved, .active) where isSame: return .over
        case (.moved, _):
            throw ServiceError.conflict("\(town.code.rawValue) has moved to \(town.peer ?? "another database")")
        case (.moving, .arriving) where isSame: return .leave(try arrival(there))
        case (.active, .arriving), (.moving, .arriving), (.moving, nil), (.active, nil):
            // The other database has nothing, or the rest of an abandoned attempt, which can never become active.
            if let move = town.move, town.state == .moving {
                guard try await TownStateStore.reopen(town.id, move: move, by: actor.label, on: connection) else {
                    throw ServiceError.conflict("the move of \(town.code.rawValue) was changed by another command")
                }
            }
            if let there, let move = there.move { try await target.removeArriving(there.id, move: move) }
            return .copy
        case (.active, .some(_)), (.moving, .some(_)):
            throw there.map(TownArrivals.taken) ?? ServiceError.notFound(town.code.rawValue)
        }
    }

    private func arrival(_ row: TownStateStore.Row?) throws(ServiceError) -> TownArrival {
        guard let row, let move = row.move else { throw .notFound("arriving municipality") }
        return TownArrival(municipality: row.id, move: move)
    }
}

extension Database {
    /// Removes a copy that never became active.
    func removeArriving(_ municipality: MunicipalityID, move: MoveID) async throws {
        let removed = try await transaction { transaction in
            try await TownRemoval.remove(municipality, state: .arriving, move: move, in: transaction)
        }
        guard removed else { throw ServiceError.conflict("the arriving municipality was changed by another command") }
    }
}
