public import Logging
import Postgres

/// The database that the services work on. Those above the services hold it without knowing what it is made of.
public final class Database: Sendable {
    let pool: PostgresPool
    /// For taking appeals in, so that nothing else can keep a resident waiting.
    let intakePool: PostgresPool
    let configuration: PostgresConfiguration
    let queueAnnouncer: QueueAnnouncer
    let catalogues = Catalogues()
    let names = TownNames()
    let logger: Logger

    /// - Parameters:
    ///   - url: a libpq connection URI or keyword/value string, passed on whole.
    ///   - poolSize: connections at most, apart from those that listen or take appeals in.
    public init(url: String, poolSize: Int, logger: Logger) {
        var configuration = PostgresConfiguration(url)
        configuration.poolSize = poolSize
        configuration.sessionSettings = [
            // A page of an index costs what any other does on a disk without heads; else small tables are read whole for
            // each row that refers to them. And no statement of every day is worth compiling, or processes of its own.
            PostgresConfiguration.Setting(name: "random_page_cost", value: "1.1"),
            PostgresConfiguration.Setting(name: "jit", value: "off"),
            PostgresConfiguration.Setting(name: "max_parallel_workers_per_gather", value: "0"),
        ]
        self.configuration = configuration
        self.logger = logger
        pool = PostgresPool(configuration, logger: logger)
        queueAnnouncer = QueueAnnouncer(pool: pool, logger: logger)
        // There it is one large statement over and over, for a few appeals or for many: planning it anew for the first
        // batches of each connection would take longer than they do.
        configuration.poolSize = Self.intakeConnections
        configuration.sessionSettings.append(
            PostgresConfiguration.Setting(name: "plan_cache_mode", value: "force_generic_plan")
        )
        intakePool = PostgresPool(configuration, logger: logger)
    }

    /// Opened when there is so much to take in.
    static let intakeConnections = 4

    /// Announces what was committed, waits for connections in use, and closes all.
    public func close() async {
        await queueAnnouncer.finish()
        await pool.close()
        await intakePool.close()
    }
}
