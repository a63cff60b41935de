import Foundation
package import Jobs
import Municipality
package import Postgres
package import Services

/// Routes what was registered, a batch of appeals in one transaction.
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
        // The queue is shared by all towns; a batch is mostly of one. In order of ids, so that two workers cannot meet
        // crosswise on the same queues.
        let towns = Dictionary(grouping: arguments, by: \.municipality).sorted { $0.key.rawValue < $1.key.rawValue }
        for (municipality, appeals) in towns {
            do {
                try await router.route(appeals.flatMap(\.appeals), of: municipality, in: transaction)
            } catch ServiceError.unavailable(let seconds) {
                // The town moves. Its jobs wait here until they go along, or until the move is given up.
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
