import Locking
import Municipality
import Postgres
import Store

/// Internal ids for future appeals of all towns, reserved from the database in blocks.
final class AppealIDs: Sendable {
    private struct Reserve {
        /// In descending order: the next one is the last.
        var ids: [AppealID] = []
        var blocks = IDBlocks()
    }

    private let reserve = Locked(Reserve())

    /// That number of ids, in ascending order.
    /// - Parameter floor: ids up to it are dropped, because the town brought them from another database.
    func take(_ count: Int, over floor: AppealID, in session: TownSession) async throws -> [AppealID] {
        while true {
            let (ids, block) = reserve.withLock { reserve -> ([AppealID], Int) in
                if floor.rawValue > 0 { reserve.ids.removeAll { $0.rawValue <= floor.rawValue } }
                guard reserve.ids.count >= count else { return ([], reserve.blocks.next(now: .now)) }
                defer { reserve.ids.removeLast(count) }
                return (reserve.ids.suffix(count).reversed(), 0)
            }
            if block == 0 { return ids }
            // Two concurrent callers may reserve two blocks, which does no harm.
            let more = try await IntakeStore.reserveIDs(max(block, count), over: floor, in: session)
            reserve.withLock { $0.ids = more.reversed() + $0.ids }
        }
    }
}
