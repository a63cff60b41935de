import ArgumentParser
import Configuration
import Foundation
import Logging
import Services
import SystemPackage

/// The configuration. A flag takes precedence over the environment (`ZEMSTVO_…`), the environment over the file.
struct Settings {
    let databaseURL: String
    /// The URL for `migrate`, with the role that owns the schema. Default: the database's URL.
    let ownerURL: String
    /// The role that `databaseURL` connects as, to which `migrate up` grants what the server needs.
    let serverRole: String
    /// Code of the municipality, if one is set.
    let town: String?
    /// Address to listen on.
    let host: String
    /// TCP port; 0 takes a free one.
    let port: Int
    /// Maximum number of database connections, besides one or two that listen and up to four for intake.
    let poolSize: Int
    /// Number of batches of jobs at the same time.
    let workerConcurrency: Int
    private let logLevel: Logger.Level

    init(_ options: CommonOptions) async throws {
        let environment = EnvironmentVariablesProvider(
            secretsSpecifier: .specific(["ZEMSTVO_DATABASE_URL", "ZEMSTVO_DATABASE_OWNER_URL"])
        )
        var providers: [any ConfigProvider] = [environment.prefixKeys(with: "zemstvo")]
        let file = options.config ?? ConfigReader(providers: providers).string(forKey: "config")
        if let file {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
            } catch {
                throw ValidationError("the configuration file \(file) cannot be read: \(error)")
            }
        }
        let reader = ConfigReader(providers: providers)
        func number(_ key: ConfigKey, in range: ClosedRange<Int>, default value: Int) throws -> Int {
            guard let text = reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init) else {
                return value
            }
            guard let number = Int(text), range.contains(number) else {
                throw ValidationError(
                    "the setting \(key) is not a number from \(range.lowerBound) to \(range.upperBound)"
                )
            }
            return number
        }
        guard let url = options.databaseURL ?? reader.string(forKey: "database.url", isSecret: true) else {
            throw ValidationError(
                """
                no database is named: use --database-url, set ZEMSTVO_DATABASE_URL, or write `database.url` in the \
                file that --config names
                """
            )
        }
        databaseURL = url
        ownerURL = options.databaseURL ?? reader.string(forKey: "database.owner-url", isSecret: true) ?? url
        serverRole = reader.string(forKey: "database.server-role", default: "zemstvo_server")
        town = options.town ?? reader.string(forKey: "town")
        host = reader.string(forKey: "host", default: "127.0.0.1")
        port = try number("port", in: 0...65_535, default: 8080)
        poolSize = try number("database.pool-size", in: 1...1_000, default: 12)
        workerConcurrency = try number("worker.concurrency", in: 1...64, default: 3)
        let level = reader.string(forKey: "log.level") ?? "info"
        guard let logLevel = Logger.Level(rawValue: level) else {
            throw ValidationError(
                "the setting log.level is not one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self.logLevel = logLevel
    }

    var logger: Logger {
        var logger = Logger(label: "zemstvo", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = logLevel
        return logger
    }

    /// - Parameter poolSize: maximum number of connections. A single command needs few.
    func database(poolSize: Int = 2) -> Database {
        Database(url: databaseURL, poolSize: poolSize, logger: logger)
    }

    /// For commands that only the owner of the schema may run.
    func ownersDatabase() -> Database {
        Database(url: ownerURL, poolSize: 2, logger: logger)
    }
}
