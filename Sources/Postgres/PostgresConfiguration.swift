/// Where and how to connect.
public struct PostgresConfiguration: Sendable {
    /// A run-time parameter set on each new connection, e.g. `statement_timeout`.
    public struct Setting: Sendable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A libpq connection string, URI or keyword/value; it may hold a password.
    public let conninfo: String
    /// Shown in `pg_stat_activity`, unless `conninfo` names another.
    public var applicationName = "zemstvo"
    public var poolSize = 8
    /// The number of tasks that may wait for a connection. One more fails at once with `tooManyWaiting`.
    public var maximumWaiting = 10_000
    public var checkoutTimeout: Duration = .seconds(5)
    /// Applies to each host of `conninfo`. Rounded up to whole seconds, at least two.
    public var connectTimeout: Duration = .seconds(5)
    /// A connection older than this (±10 %) is replaced when it is next idle.
    public var maximumLifetime: Duration = .seconds(1800)
    /// A connection of a pool is closed after being idle for this time, so that idle processes do not occupy the
    /// server's connections. Connections are kept if nil.
    public var idleTimeout: Duration? = .seconds(30)
    public var sessionSettings: [Setting] = []

    /// `conninfo` goes to libpq whole: several hosts, `target_session_attrs`, TLS and `.pgpass` work.
    public init(_ conninfo: String) {
        self.conninfo = conninfo
    }

    /// Later entries override earlier ones. `dbname` is expanded at its own position in the list.
    var connectionParameters: [(String, String)] {
        let seconds =
            connectTimeout.components.attoseconds > 0
            ? connectTimeout.components.seconds + 1 : connectTimeout.components.seconds
        return [
            ("fallback_application_name", applicationName),
            ("connect_timeout", String(max(2, seconds))),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            ("dbname", conninfo),
            ("client_encoding", "UTF8"),
        ]
    }
}
