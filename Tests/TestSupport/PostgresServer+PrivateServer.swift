import Foundation
import Glibc

/// A separate temporary cluster, for tests that stop the server.
public final class PrivateServer: Sendable {
    private let folder: String
    private let port: Int
    private let usesTLS: Bool
    private let settings: [String]
    private let shell: ServerShell

    private init(folder: String, port: Int, usesTLS: Bool, settings: [String], shell: ServerShell) {
        self.folder = folder
        self.port = port
        self.usesTLS = usesTLS
        self.settings = settings
        self.shell = shell
    }

    /// Initialises and starts a cluster for the length of `body`. With TLS it listens on 127.0.0.1 with a
    /// self-signed certificate, otherwise on a Unix socket only.
    /// - Parameter settings: further lines of its configuration.
    @discardableResult
    public static func with<Result>(
        tls: Bool = false,
        settings: [String] = [],
        _ body: (PrivateServer) async throws -> Result
    ) async throws -> Result {
        let shell = try ServerShell()
        let folder = try makeFolder(for: shell)
        let server = PrivateServer(
            folder: folder,
            port: try tls ? freePort() : 5432,
            usesTLS: tls,
            settings: settings,
            shell: shell
        )
        do {
            try await server.initialise()
            try await server.start()
            let result = try await body(server)
            try await server.remove()
            return result
        } catch {
            try await server.remove()
            throw error
        }
    }

    public var conninfo: String {
        let place = usesTLS ? "host=127.0.0.1 sslmode=require" : "host=\(folder)"
        return "\(place) port=\(port) user=postgres dbname=postgres"
    }

    /// The server's log.
    public func log() throws -> String {
        try String(contentsOfFile: "\(folder)/log", encoding: .utf8)
    }

    public func start() async throws {
        try await shell.run("pg_ctl", ["start", "-w", "-D", "\(folder)/data", "-l", "\(folder)/log"])
    }

    /// `immediate` stops without a clean shutdown, as in a crash; otherwise sessions are ended.
    public func stop(immediate: Bool = false) async throws {
        try await shell.run(
            "pg_ctl",
            ["stop", "-w", "-D", "\(folder)/data", "-m", immediate ? "immediate" : "fast"]
        )
    }

    public func restart() async throws {
        try await stop()
        try await start()
    }

    private func initialise() async throws {
        try await shell.run(
            "initdb",
            ["-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        )
        var settings = settings
        settings += ["unix_socket_directories = '\(folder)'", "port = \(port)", "max_connections = 50"]
        if usesTLS {
            try await shell.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", "\(folder)/data/server.key", "-out", "\(folder)/data/server.crt",
                ]
            )
            settings += ["listen_addresses = '127.0.0.1'", "ssl = on"]
        } else {
            settings += ["listen_addresses = ''"]
        }
        for setting in settings {
            try await shell.run("sh", ["-c", "echo \"$0\" >> '\(folder)/data/postgresql.conf'", setting])
        }
    }

    private func remove() async throws {
        try? await stop(immediate: true)
        try FileManager.default.removeItem(atPath: folder)
    }

    private static func makeFolder(for shell: ServerShell) throws -> String {
        let folder = "/tmp/zemstvo-test-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if let owner = shell.owner { chown(folder, owner, gid_t.max) }
        return folder
    }

    private static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(listener, pointer, length) == 0 && getsockname(listener, pointer, &length) == 0
        }
        guard found else { throw TestSupportError("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
