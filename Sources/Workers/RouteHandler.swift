import Foundation
package import Jobs
import Municipality
package import Postgres
package import Services

/// Routes registered appeals, a batch in one transaction.
package struct RouteHandler: JobHandler {
    package let kind = JobKind.route
    package let batchSize: Int
    private let router: AppealRoutingService

    package init(database: Database, batchSize: Int = 1000) {
        self.batchSize = batchSize
        router = AppealRoutingService(database: database)
    }

    package func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws {
        let arguments = try Job.decode(jobs, as: RouteArguments.self)
        // All towns share the queue, and a batch is mostly of one town. Towns are routed in order of their ids, so that
        // two workers cannot deadlock on the same queues.
        let towns = Dictionary(grouping: arguments, by: \.municipality).sorted { $0.key.rawValue < $1.key.rawValue }
        for (municipality, appeals) in towns {
            do {
                try await router.route(appeals.flatMap(\.appeals), of: municipality, in: transaction)
            } catch ServiceError.takesNoWrites(let seconds) {
                // The town is moving. Its jobs wait here until they are copied with it, or until the move is abandoned.
                throw JobPutOff(for: .seconds(seconds))
            }
        }
    }

    package func parts(of job: Job) throws -> [JSONB] {
        let arguments = try job.decode(RouteArguments.self)
        return try arguments.appeals.map { appeal in
            let part = RouteArguments(municipality: arguments.municipality, appeals: [appeal])
            return JSONB(utf8: try JSONEncoder().encode(part))
        }
    }
}
