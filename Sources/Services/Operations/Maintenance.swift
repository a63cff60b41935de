package import Foundation
import Municipality
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
            let town = Town(record, on: database, clock: clock)
            let casework = AppealCasework(town: town)
            while try await casework.closeUnrefuted(limit: 100) == 100 {}
            try await town.write(by: .worker) { session in
                let before = session.now.addingTimeInterval(-Self.keyDays * 86_400)
                _ = try await IdempotencyStore.forget(usedBefore: before, in: session)
            }
        }
    }
}
