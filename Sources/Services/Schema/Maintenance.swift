package import Foundation
import Store

/// What must be done now and then in every town. Doing it twice does no harm.
package struct Maintenance: Sendable {
    private let database: Database
    private let clock: @Sendable () -> Date

    /// Days for which an idempotency key is remembered.
    static let keyDays = 7.0

    package init(database: Database, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.clock = clock
    }

    package func perform() async throws {
        for record in try await Towns(database: database).all() {
            let casework = AppealCasework(town: Town(record, on: database, clock: clock))
            while try await casework.closeUnrefuted(limit: 100) == 100 {}
        }
        let before = clock().addingTimeInterval(-Self.keyDays * 86_400)
        _ = try await database.perform { connection in
            try await IdempotencyStore.forget(usedBefore: before, on: connection)
        }
    }
}
