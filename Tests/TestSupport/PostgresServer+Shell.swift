import Foundation
import Glibc

/// Runs the programs of a PostgreSQL installation. When the tests run as root, they run as user `postgres`, because the
/// server refuses to run as root.
struct ServerShell: Sendable {
    /// The user to change to, if any.
    let owner: uid_t?
    private let path: String

    init() throws {
        owner = geteuid() == 0 ? getpwnam("postgres")?.pointee.pw_uid : nil
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let folders = versions.compactMap { Int($0) }.sorted(by: >).map { "\(root)/\($0)/bin" }
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        path = (folders + [inherited]).joined(separator: ":")
    }

    /// Runs a program to its end. Does not use `Process`, which on Linux also waits for processes that the program left
    /// running.
    func run(_ program: String, _ arguments: [String]) async throws {
        let user = owner == nil ? [] : ["runuser", "-u", "postgres", "--"]
        let command = ["env", "-C", "/"] + user + ["env", "PATH=\(path)", program] + arguments
        let status: Int32 = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Self.spawn(command)) }
        }
        guard status == 0 else { throw TestSupportError("\(program) failed with status \(status)") }
    }

    /// Blocks until the command has ended. Returns its wait status, or an error number.
    private static func spawn(_ command: [String]) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        let failure = posix_spawn(&child, "/usr/bin/env", &actions, nil, &arguments, environ)
        guard failure == 0 else { return failure }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        return status
    }
}
