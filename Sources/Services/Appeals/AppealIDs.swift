import Locking
import Municipality
import Postgres
import Store

/// Internal ids for appeals to come, taken from the database a block at a time.
final class AppealIDs: Sendable {
    private let block: Int
    /// Those that come first are last.
    private let reserve = Locked<[AppealID]>([])

    init(block: Int) {
        self.block = block
    }

    /// So many ids, in ascending order.
    func take(_ count: Int, in session: TownSession) async throws -> [AppealID] {
        while true {
            let ids = reserve.withLock { reserve -> [AppealID]? in
                guard reserve.count >= count else { return nil }
                defer { reserve.removeLast(count) }
                return reserve.suffix(count).reversed()
            }
            if let ids { return ids }
            // Two callers at once take two blocks, which does no harm.
            let more = try await IntakeStore.reserveIDs(max(block, count), in: session)
            reserve.withLock { $0 = more.reversed() + $0 }
        }
    }
}
