public import Foundation
public import Municipality
import Store

/// The states of a database's towns, and the copies that moves left behind.
public struct TownStandings: Sendable {
    private let database: Database

    public init(database: Database) {
        self.database = database
    }

    public struct Standing: Sendable {
        public let code: String
        public let state: TownState
        public let since: Date
        /// Who changed it; empty if it never changed.
        public let by: String
        /// The other database of the last move.
        public let peer: String?
    }

    /// In order of codes.
    public func all() async throws -> [Standing] {
        try await database.perform { connection in
            try await TownStateStore.all(on: connection).map { row in
                Standing(code: row.code.rawValue, state: row.state, since: row.since, by: row.by, peer: row.peer)
            }
        }
    }

    /// Removes the copy that a move left behind here.
    public func removeMoved(_ code: String, by actor: Actor) async throws {
        try actor.require(.operateServer)
        try await TownMoveLock.hold(code, in: database) { town, _ in
            guard town.state == .moved, let move = town.move else {
                throw ServiceError.conflict(
                    "\(code) is \(town.state.rawValue): only what has moved to another database can be removed"
                )
            }
            let removed = try await database.transaction { transaction in
                try await TownRemoval.remove(town.id, state: .moved, move: move, in: transaction)
            }
            guard removed else { throw ServiceError.conflict("\(code) was changed by another command") }
        }
    }
}
