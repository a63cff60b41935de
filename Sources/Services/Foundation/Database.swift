public import Logging
package import Postgres

/// The database that the services use. Its users above the services do not see what it contains.
public final class Database: Sendable {
    package let pool: PostgresPool
    /// For intake only, so that other work cannot keep a resident waiting.
    let intakePool: PostgresPool
    let configuration: PostgresConfiguration
    let queueAnnouncer: QueueAnnouncer
    let catalogues = Catalogues()
    let addressBooks = AddressBooks()
    let names = TownNames()
    let logger: Logger

    /// - Parameters:
    ///   - url: a libpq connection URI or keyword/value string, passed on whole.
    ///   - poolSize: maximum number of connections, apart from those that listen and those of intake.
    public init(url: String, poolSize: Int, logger: Logger) {
        var configuration = PostgresConfiguration(url)
        configuration.poolSize = poolSize
        configuration.sessionSettings = [
            // On an SSD a random page costs as much as any other; with the default cost, small tables are read
            // completely for each row that refers to them. Ordinary statements are too short for JIT and parallel
            // workers.
            PostgresConfiguration.Setting(name: "random_page_cost", value: "1.1"),
            PostgresConfiguration.Setting(name: "jit", value: "off"),
            PostgresConfiguration.Setting(name: "max_parallel_workers_per_gather", value: "0"),
        ]
        self.configuration = configuration
        self.logger = logger
        pool = PostgresPool(configuration, logger: logger)
        queueAnnouncer = QueueAnnouncer(pool: pool, logger: logger)
        // Intake repeats one large statement for few or many appeals. Planning it anew for the first batches of each
        // connection would take longer than running them.
        configuration.poolSize = Self.intakeConnections
        configuration.sessionSettings.append(
            PostgresConfiguration.Setting(name: "plan_cache_mode", value: "force_generic_plan")
        )
        intakePool = PostgresPool(configuration, logger: logger)
    }

    /// Opened as the load requires.
    static let intakeConnections = 4

    /// Announces what was committed, waits for connections in use, and closes everything.
    public func close() async {
        await queueAnnouncer.finish()
        await pool.close()
        await intakePool.close()
    }
}
