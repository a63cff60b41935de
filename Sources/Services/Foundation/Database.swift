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
        self.configuration = configuration
        self.logger = logger
        pool = PostgresPool(configuration, logger: logger)
    }

    public func close() async {
        await pool.close()
    }
}
