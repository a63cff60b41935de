import Foundation
package import Jobs
package import Postgres
package import Services

/// The periodic work in every town: closes appeals whose answers nobody refuted, and deletes old idempotency keys.
package struct MaintenanceHandler: JobHandler {
    package static let job: JobKind = "maintenance"

    package let kind = MaintenanceHandler.job
    package let batchSize = 1
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws {
        try await Maintenance(database: database).perform()
    }
}
