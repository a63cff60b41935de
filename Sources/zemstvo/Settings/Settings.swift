import ArgumentParser
import Configuration
import Foundation
import Logging
import Services
import SystemPackage

/// The configuration: a flag wins over the environment (`ZEMSTVO_…`), the environment over the file.
struct Settings {
    let databaseURL: String
    /// Code of the municipality, where told.
    let town: String?
    private let reader: ConfigReader

    init(_ options: CommonOptions) async throws {
        let environment = EnvironmentVariablesProvider(
            secretsSpecifier: .specific(["ZEMSTVO_DATABASE_URL"])
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
        reader = ConfigReader(providers: providers)
        guard let url = options.databaseURL ?? reader.string(forKey: "database.url", isSecret: true) else {
            throw ValidationError(
                """
                no database is named: give --database-url, set ZEMSTVO_DATABASE_URL, or write `database.url` in the \
                file that --config names
                """
            )
        }
        databaseURL = url
        town = options.town ?? reader.string(forKey: "town")
    }

    /// Address to listen on.
    var host: String { reader.string(forKey: "host", default: "127.0.0.1") }
    /// TCP port; 0 takes a free one.
    var port: Int { reader.int(forKey: "port", default: 8080) }
    /// Connections to the database at most, apart from the two that listen.
    var poolSize: Int { reader.int(forKey: "database.pool-size", default: 12) }
    /// Batches of jobs worked on at the same time.
    var workerConcurrency: Int { reader.int(forKey: "worker.concurrency", default: 2) }

    var logger: Logger {
        var logger = Logger(label: "zemstvo", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = reader.string(forKey: "log.level").flatMap(Logger.Level.init(rawValue:)) ?? .info
        return logger
    }

    /// - Parameter poolSize: connections at most; a command by itself needs few.
    func database(poolSize: Int = 2) -> Database {
        Database(url: databaseURL, poolSize: poolSize, logger: logger)
    }
}
