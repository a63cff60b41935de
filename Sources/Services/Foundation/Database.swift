public import Logging
import Postgres

/// The database that the services work on. Those above the services hold it without knowing what it is made of.
public final class Database: Sendable {
    let pool: PostgresPool
    let configuration: PostgresConfiguration
    let logger: Logger

    /// - Parameters:
    ///   - url: a libpq connection URI or keyword/value string, passed on whole.
    ///   - poolSize: connections at most.
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
    }

    public func close() async {
        await pool.close()
    }
}
