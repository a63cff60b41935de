import Locking
import Municipality
import Postgres
import Store

/// Internal ids for appeals to come, of all towns, taken from the database a block at a time.
final class AppealIDs: Sendable {
    private struct Reserve {
        /// Those that come first are last.
        var ids: [AppealID] = []
        var blocks = IDBlocks()
    }

    private let reserve = Locked(Reserve())

    /// So many ids, in ascending order.
    /// - Parameter floor: of the town; ids up to it are dropped, because they came with the town from another database.
    func take(_ count: Int, over floor: AppealID, in session: TownSession) async throws -> [AppealID] {
        while true {
            let (ids, block) = reserve.withLock { reserve -> ([AppealID], Int) in
                if floor.rawValue > 0 { reserve.ids.removeAll { $0.rawValue <= floor.rawValue } }
                guard reserve.ids.count >= count else { return ([], reserve.blocks.next(now: .now)) }
                defer { reserve.ids.removeLast(count) }
                return (reserve.ids.suffix(count).reversed(), 0)
            }
            if block == 0 { return ids }
            // Two callers at once take two blocks, which does no harm.
            let more = try await IntakeStore.reserveIDs(max(block, count), over: floor, in: session)
            reserve.withLock { $0.ids = more.reversed() + $0.ids }
        }
    }
}
