package import Foundation
package import Municipality
package import Postgres
import Store

/// Routing as the worker does it: in the transaction that removes the jobs from the queue.
package struct AppealRoutingService: Sendable {
    private let database: Database
    private let memory = RoutingMemory()
    private let clock: @Sendable () -> Date

    /// - Parameter clock: the current time; tests set their own.
    package init(database: Database, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.clock = clock
    }

    /// Routes the appeals of one town. The tickets' events are appended when the transaction commits, and announced
    /// after it. The transaction may also route appeals of other towns.
    ///
    /// - Throws: ``ServiceError/takesNoWrites(retryAfterSeconds:)`` while the town takes no writes.
    package func route(
        _ appeals: [AppealID],
        of municipality: MunicipalityID,
        in transaction: PostgresTransaction
    ) async throws {
        let session = TownSession(
            transaction,
            isAlone: false,
            municipality: municipality,
            actor: .worker,
            now: clock().wholeMilliseconds
        )
        do {
            try await AppealRouter.route(
                appeals,
                with: memory,
                catalogues: database.catalogues,
                addressBooks: database.addressBooks,
                in: session
            )
        } catch let error as PostgresError where error.constraint == TownSession.writesConstraint {
            throw database.translated(error)
        }
        session.close(announcing: database.queueAnnouncer)
    }
}
