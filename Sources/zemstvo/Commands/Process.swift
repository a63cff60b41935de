import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Services
import UnixSignals
import Web
import Workers

/// The long-running process: server, worker, or both.
struct Process {
    private let settings: Settings
    private let listen: ListenOptions

    init(_ settings: Settings, listen: ListenOptions) {
        self.settings = settings
        self.listen = listen
    }

    /// Runs until SIGINT or SIGTERM. Then stops accepting requests, finishes those in progress, and returns jobs to the
    /// queue.
    func run(serving: Bool, working: Bool) async throws {
        let database = settings.database(poolSize: settings.poolSize)
        do {
            let pending = try await SchemaService(database: database).status().filter { $0.state != .applied }
            guard pending.isEmpty else {
                throw ServiceError.conflict("the database is not up to date: run `zemstvo migrate up`")
            }
            try await group(on: database, serving: serving, working: working).run()
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    private func group(on database: Database, serving: Bool, working: Bool) async throws -> ServiceGroup {
        // Services stop in reverse order: first the server, then what it uses.
        var services: [any Service] = []
        let worker = working ? TownWorker.make(on: database, concurrency: settings.workerConcurrency) : nil
        if let worker { services.append(worker) }
        if serving {
            let served = try await served(on: database)
            let signal = database.routeSignal()
            // A worker in the same process needs no notification. Other workers poll every second.
            let intake = Intake(database: database) { worker.map { $0.wake(.route) } ?? signal.wake() }
            let live = LiveQueues(database: database)
            let host = listen.host ?? settings.host
            let server = WebServer(
                directory: TownDirectory(database: database, only: settings.town),
                intake: intake,
                live: live,
                health: HealthService(database: database),
                configuration: WebConfiguration(host: host, port: listen.port ?? settings.port),
                logger: settings.logger
            )
            if worker == nil { services.append(signal) }
            services += [
                intake, live,
                server.application { port in
                    Output.note("\(served) at http://\(host):\(port)")
                },
            ]
        }
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: settings.logger
            )
        )
    }

    /// Describes what is served. Throws when there is nothing to serve.
    private func served(on database: Database) async throws -> String {
        let towns = Towns(database: database)
        let standings = try await towns.all()
        if settings.town != nil || standings.count < 2 {
            let town = try await towns.select(code: settings.town)
            return "\(town.municipality.name) is served"
        }
        for case .failure(let broken) in standings { Output.note("\(broken)") }
        return "\(standings.count) municipalities are served by their host names (`zemstvo town host list`)"
    }
}
