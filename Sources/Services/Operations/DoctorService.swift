import Foundation
import Postgres
import Store

/// Checks everything that the program depends on.
public struct DoctorService: Sendable {
    let database: Database

    /// Seconds by which this machine's clock may differ from the database's.
    static let clockTolerance = 2.0
    /// Seconds after which a job that is due counts as stuck.
    static let jobTolerance = 300.0
    /// Share of the disk that must be free.
    static let diskTolerance = 0.05

    public init(database: Database) {
        self.database = database
    }

    private typealias Check = (_ connection: PostgresConnection) async throws -> Finding

    /// Never throws: what cannot be checked is itself a finding, and hides no other.
    /// - Parameter folder: a folder on the disk that is checked.
    public func examine(folder: String) async -> [Finding] {
        let checks: [(subject: String, check: Check)] = [
            ("database", server), ("migrations", migrations), ("clock", clock), ("jobs", jobs), ("tenancy", tenancy),
            ("towns", towns), ("routing", unrouted), ("models", models), ("references", references), ("moves", moves),
        ]
        var findings: [Finding] = []
        do {
            try await database.perform { connection in
                for (subject, check) in checks {
                    do {
                        findings.append(try await check(connection))
                    } catch let error as PostgresError where !error.isConnectionLoss {
                        findings.append(
                            Finding(subject: subject, verdict: .failure, message: "cannot be checked: \(error)")
                        )
                    }
                }
            }
        } catch {
            findings.insert(
                Finding(subject: "database", verdict: .failure, message: "cannot be used: \(error)"),
                at: 0
            )
        }
        return findings + [disk(folder)]
    }

    private func server(_ connection: PostgresConnection) async throws -> Finding {
        let (version, recovering) = try await connection.query(
            "SELECT current_setting('server_version_num')::integer, pg_is_in_recovery()"
        ).only((Int, Bool).self)
        if version < 150_000 {
            return Finding(
                subject: "database",
                verdict: .failure,
                message: "PostgreSQL \(version / 10_000) is older than 15"
            )
        }
        if recovering {
            return Finding(subject: "database", verdict: .failure, message: "is a replica that takes no writes")
        }
        return Finding(subject: "database", verdict: .ok, message: "PostgreSQL \(version / 10_000) answers")
    }

    private func migrations(_ connection: PostgresConnection) async throws -> Finding {
        do {
            let pending = try await Migrations.all.pending(on: connection).map(\.name)
            guard !pending.isEmpty else {
                return Finding(subject: "migrations", verdict: .ok, message: "all applied")
            }
            return Finding(
                subject: "migrations",
                verdict: .failure,
                message: "run `zemstvo migrate up`: \(pending.joined(separator: ", "))"
            )
        } catch let refusal as MigrationRefusal {
            return Finding(subject: "migrations", verdict: .failure, message: refusal.description)
        }
    }

    private func clock(_ connection: PostgresConnection) async throws -> Finding {
        let before = Date()
        let theirs = try await connection.query("SELECT clock_timestamp()").only(Date.self)
        let ours = before.addingTimeInterval(Date().timeIntervalSince(before) / 2)
        let difference = (ours.timeIntervalSince(theirs) * 1_000).rounded() / 1_000
        return Finding(
            subject: "clock",
            verdict: abs(difference) <= Self.clockTolerance ? .ok : .failure,
            message: "differs from the database's by \(abs(difference)) s"
        )
    }

    private func jobs(_ connection: PostgresConnection) async throws -> Finding {
        guard try await connection.query("SELECT to_regclass('jobs') IS NOT NULL").only(Bool.self) else {
            return Finding(subject: "jobs", verdict: .failure, message: "the queue's table is missing")
        }
        let (stuck, dead) = try await connection.query(
            """
            SELECT
                (SELECT count(*) FROM jobs WHERE run_at < now() - make_interval(secs => \(Self.jobTolerance))),
                (SELECT count(*) FROM dead_jobs)
            """
        ).only((Int, Int).self)
        if stuck > 0 {
            return Finding(
                subject: "jobs",
                verdict: .failure,
                message: "\(stuck) due for more than \(Int(Self.jobTolerance / 60)) minutes: is a worker running?"
            )
        }
        if dead > 0 {
            return Finding(
                subject: "jobs",
                verdict: .warning,
                message: "\(dead) given up: see `zemstvo queue failed`"
            )
        }
        return Finding(subject: "jobs", verdict: .ok, message: "none is stuck and none was given up")
    }

    private func disk(_ folder: String) -> Finding {
        let sizes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (sizes?[.systemFreeSize] as? NSNumber)?.doubleValue,
            let size = (sizes?[.systemSize] as? NSNumber)?.doubleValue, size > 0
        else { return Finding(subject: "disk", verdict: .warning, message: "cannot be measured at \(folder)") }
        let gibibytes = (free / 1_073_741_824 * 10).rounded() / 10
        return Finding(
            subject: "disk",
            verdict: free / size >= Self.diskTolerance ? .ok : .failure,
            message: "\(gibibytes) GiB free at \(folder)"
        )
    }
}
