import Municipality
import Postgres
import Store

/// Internal ids for appeals to come, taken from the database a block at a time.
final class AppealIDs: Sendable {
    private let database: Database
    private let block: Int
    private let reserve = Locked<[AppealID]>([])

    init(database: Database, block: Int) {
        self.database = database
        self.block = block
    }

    func next() async throws -> AppealID {
        while true {
            if let id = reserve.withLock({ $0.popLast() }) { return id }
            // Two callers at once take two blocks, which does no harm.
            let ids = try await database.perform { [block] connection in
                try await IntakeStore.reserveIDs(block, on: connection)
            }
            reserve.withLock { $0.append(contentsOf: ids.reversed()) }
        }
    }
}
