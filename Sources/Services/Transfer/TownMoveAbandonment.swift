public import Municipality
import Store

/// Gives a move up before the switch: the town works on where it was.
public struct TownMoveAbandonment: Sendable {
    private let source: Database
    private let target: Database?

    /// - Parameter target: the other database, to take away what already arrived there. Without it that stays, takes no
    ///   writes, and is taken away by the next move to it.
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
                    \(code) has left for \(town.peer ?? "another database") already: repeat the command without \
                    --abandon to finish its move
                    """
                )
            case .arriving:
                throw ServiceError.conflict(
                    "\(code) is arriving from \(town.peer ?? "another database"): give its move up there"
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
