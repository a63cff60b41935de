public import Municipality
import Store

/// Abandons a move before the switch: the town continues to work where it was.
public struct TownMoveAbandonment: Sendable {
    private let source: Database
    private let target: Database?

    /// - Parameter target: the target database, to remove what already arrived there. Without it the copy stays,
    ///   takes no writes, and is removed by the next move to that database.
    public init(from source: Database, to target: Database?) {
        self.source = source
        self.target = target
    }

    public func run(_ code: String, by actor: Actor) async throws {
        try actor.require(.operateServer)
        try await TownMoveLock.hold(code, in: source) { town, connection in
            switch town.state {
            case .active where target == nil:
                throw ServiceError.conflict("\(code) is not being moved")
            case .active: break
            case .moving:
                guard let move = town.move,
                    try await TownStateStore.reopen(town.id, move: move, by: actor.label, on: connection)
                else { throw ServiceError.conflict("the move of \(code) was changed by another command") }
            case .moved:
                throw ServiceError.conflict(
                    """
                    \(code) has already left for \(town.peer ?? "another database"): repeat the command without \
                    --abandon to finish its move
                    """
                )
            case .arriving:
                throw ServiceError.conflict(
                    "\(code) is arriving from \(town.peer ?? "another database"): abandon its move there"
                )
            }
            guard let target else { return }
            let there = try await target.perform { connection in
                try await TownStateStore.find(town.code, on: connection)
            }
            if let there, there.state == .arriving, let move = there.move {
                try await target.removeArriving(there.id, move: move)
            }
        }
    }
}
