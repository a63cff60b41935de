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
    func take(_ count: Int, in session: TownSession) async throws -> [AppealID] {
        while true {
            let (ids, block) = reserve.withLock { reserve -> ([AppealID], Int) in
                guard reserve.ids.count >= count else { return ([], reserve.blocks.next(now: .now)) }
                defer { reserve.ids.removeLast(count) }
                return (reserve.ids.suffix(count).reversed(), 0)
            }
            if block == 0 { return ids }
            // Two callers at once take two blocks, which does no harm.
            let more = try await IntakeStore.reserveIDs(max(block, count), in: session)
            reserve.withLock { $0.ids = more.reversed() + $0.ids }
        }
    }
}
