import Locking
public import Logging

/// Listens for NOTIFY on a connection of its own.
public final class PostgresListener: Sendable {
    private let configuration: PostgresConfiguration
    private let logger: Logger
    /// The connection that listens at the moment.
    private let listening = Locked<Session?>(nil)

    public init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Runs until the task is cancelled, then returns; reconnects with backoff whenever the connection
    /// is lost. After each connect come `onConnect`, LISTEN and `.resynchronise`, in this order.
    /// Errors of `handler`, and of `onConnect` other than connection losses, are thrown.
    public func run(
        channels: [String],
        onConnect: ((PostgresConnection) async throws -> Void)? = nil,
        _ handler: (PostgresListenEvent) async throws -> Void
    ) async throws {
        var backoff = Backoff()
        while !Task.isCancelled {
            do {
                let (session, notifications) = try await connect()
                defer { session.close() }
                try await prepare(session, channels, onConnect)
                backoff.reset()
                listening.withLock { $0 = session }
                defer { listening.withLock { $0 = nil } }
                try await deliver(notifications, handler)
            } catch let failure as Interruption {
                logger.warning("postgres listener disconnected", metadata: ["error": "\(failure.error)"])
            } catch is CancellationError where Task.isCancelled {
                return
            }
            try? await Task.sleep(for: backoff.next())
        }
    }

    /// Lends the listening connection for short statements; notifications wait until they end. One task at a time may
    /// use it.
    ///
    /// - Returns: nil, without calling `body`, when nothing is listening at the moment.
    @discardableResult
    public func withConnection<Result>(
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result? {
        guard let session = listening.withLock({ $0 }) else { return nil }
        let connection = PostgresConnection(session)
        defer { connection.end() }
        return try await body(connection)
    }

    /// The connection was lost; connecting is tried again.
    private struct Interruption: Error {
        let error: PostgresError
    }

    private func connect() async throws -> (Session, AsyncStream<PostgresNotification>) {
        let (stream, continuation) = AsyncStream.makeStream(of: PostgresNotification.self)
        let observer = Session.Observer(
            lost: { _, _ in continuation.finish() },
            notified: { continuation.yield($0) }
        )
        do throws(PostgresError) {
            let session = try await BlockingThread.run { [configuration] () throws(PostgresError) in
                try Session.connect(configuration, observer: observer)
            }
            return (session, stream)
        } catch {
            throw Interruption(error: error)
        }
    }

    private func prepare(
        _ session: Session,
        _ channels: [String],
        _ onConnect: ((PostgresConnection) async throws -> Void)?
    ) async throws {
        do {
            if let onConnect {
                let connection = PostgresConnection(session)
                defer { connection.end() }
                try await onConnect(connection)
            }
            for channel in channels {
                let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                try await session.simple("LISTEN \"\(quoted)\"")
            }
        } catch let error as PostgresError where error.isConnectionLoss {
            throw Interruption(error: error)
        }
    }

    private func deliver(
        _ notifications: AsyncStream<PostgresNotification>,
        _ handler: (PostgresListenEvent) async throws -> Void
    ) async throws {
        try await handler(.resynchronise)
        for await notification in notifications {
            try await handler(.notification(channel: notification.channel, payload: notification.payload))
        }
        guard !Task.isCancelled else { return }
        throw Interruption(error: PostgresError(.connection, "connection lost"))
    }
}
