import Foundation
import Locking
import Logging
public import Municipality
import Postgres
public import ServiceLifecycle
import Store

/// The live queues of all towns. While there are followers, the process has one listener, and reads all changes of a
/// town with one statement, whatever the number of followers. A service.
public final class LiveQueues: Service {
    private let database: Database
    private let state = Locked(State())
    /// Signals that queues have changed.
    private let changes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    /// Signals that there are followers.
    private let follows = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private struct State {
        var queues: [QueueKey: LiveQueue] = [:]
        /// Followed queues with events that were not read yet.
        var changed: Set<QueueKey> = []
        var nextFollower = 0
        var closed = false
    }

    /// How often a follower gets `quiet` when there is nothing new.
    static let heartbeat = Duration.seconds(15)
    /// How often followed queues are read without an announcement, because an announcement can be lost.
    static let pollInterval = Duration.seconds(10)
    /// The delay after the database could not be read.
    static let pause = Duration.seconds(1)

    public init(database: Database) {
        self.database = database
    }

    /// Listens until graceful shutdown or cancellation, and then ends every sequence of events.
    public func run() async throws {
        defer { close() }
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for await _ in self.follows.stream { try await self.listenWhileFollowed() }
                }
                group.addTask {
                    for await _ in self.changes.stream { await self.refresh() }
                }
                group.addTask {
                    while (try? await Task.sleep(for: Self.heartbeat)) != nil {
                        for follower in self.followers() { follower.yield() }
                    }
                }
                group.addTask {
                    while (try? await Task.sleep(for: Self.pollInterval)) != nil { self.change(nil) }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    /// A process without followers keeps no connection for listening.
    private func listenWhileFollowed() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.listen() }
            group.addTask {
                while (try? await Task.sleep(for: Self.pollInterval)) != nil, !self.followers().isEmpty {}
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func listen() async throws {
        let listener = PostgresListener(database.configuration, logger: database.logger)
        try await listener.run(channels: [QueueAnnouncer.channel]) { event in
            switch event {
            case .resynchronise: self.change(nil)
            case .notification(_, let payload): if let queue = QueueKey(payload: payload) { self.change(queue) }
            }
        }
    }

    /// The events of an organisation's queue, in order and without gaps.
    ///
    /// - Parameter lastSeen: number of the last event already known; nil begins with the next event.
    /// - Returns: a sequence for one reader, which ends when the server stops.
    public func events(
        of organisation: String,
        in town: Town,
        after lastSeen: Int64?,
        by actor: Actor
    ) async throws -> QueueEvents {
        try actor.require(.readQueues)
        let (id, head) = try await town.read(by: actor) { session in
            let id = try await QueueAccess.organisation(organisation, in: session)
            return (id, try await TicketEventStore.head(of: id, in: session))
        }
        if let lastSeen, lastSeen < 0 || lastSeen > head {
            throw ServiceError.invalid("Last-Event-ID", "this queue has had no such event")
        }
        let queue = QueueKey(municipality: town.id, organisation: id)
        let (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let place: (follower: Int, isFirst: Bool)? = state.withLock { state in
            guard !state.closed else { return nil }
            state.nextFollower += 1
            let isFirst = state.queues[queue] == nil
            state.queues[queue, default: LiveQueue(head: head)].followers[state.nextFollower] = continuation
            return (state.nextFollower, isFirst)
        }
        guard let place else { throw ServiceError.unavailable(retryAfterSeconds: 1) }
        continuation.onTermination = { [weak self] _ in self?.leave(queue, place.follower) }
        follows.continuation.yield()
        // Events between reading the head and following were not sent to anyone.
        if place.isFirst { change(queue) }
        return QueueEvents(queues: self, queue: queue, after: lastSeen ?? head, wakes: wakes)
    }

    /// The known events after `sequence`. Those no longer in memory are read from the database.
    func events(of queue: QueueKey, after sequence: Int64) async throws -> [QueueEvent] {
        if let recent = state.withLock({ $0.queues[queue]?.events(after: sequence) }) { return Array(recent) }
        return try await read([(queue.organisation, sequence)], of: queue.municipality).map(\.event)
    }

    private func read(
        _ queues: [(organisation: OrganisationID, after: Int64)],
        of municipality: MunicipalityID
    ) async throws -> [(organisation: OrganisationID, event: QueueEvent)] {
        try await database.perform { connection in
            let session = TownSession(reading: connection, municipality: municipality, actor: .worker, now: Date())
            let entries = try await TicketEventStore.entries(of: queues, limit: LiveQueue.memory, in: session)
            let catalogue = try await database.catalogues.knowing(entries.map(\.category), in: session)
            return try entries.map { ($0.organisation, try QueueEvent($0, catalogue)) }
        }
    }

    /// Schedules a read of a queue, if it is followed; of every followed queue if `queue` is nil.
    private func change(_ queue: QueueKey?) {
        state.withLock { state in
            guard let queue else { return state.changed.formUnion(state.queues.keys) }
            if state.queues[queue] != nil { state.changed.insert(queue) }
        }
        changes.continuation.yield()
    }

    /// Reads the changed queues and wakes their followers. Changes in the meantime are read together in the next round.
    private func refresh() async {
        while case let behind = takeChanged(), !behind.isEmpty {
            for (municipality, queues) in behind { await refresh(queues, of: municipality) }
        }
    }

    private func refresh(
        _ behind: [(organisation: OrganisationID, after: Int64)],
        of municipality: MunicipalityID
    ) async {
        func key(_ organisation: OrganisationID) -> QueueKey {
            QueueKey(municipality: municipality, organisation: organisation)
        }
        do {
            let entries = try await read(behind, of: municipality)
            for (organisation, entries) in Dictionary(grouping: entries, by: \.organisation) {
                let queue = key(organisation)
                state.withLock { $0.queues[queue]?.append(entries.map(\.event)) }
                for follower in followers(of: queue) { follower.yield() }
                // There may be more.
                if entries.count == LiveQueue.memory { change(queue) }
            }
        } catch {
            guard !Task.isCancelled else { return }
            database.logger.error("queues not refreshed", metadata: ["error": "\(error)"])
            try? await Task.sleep(for: Self.pause)
            for (organisation, _) in behind { change(key(organisation)) }
        }
    }

    /// The followed queues that have changed, by town, with the number of the newest known event of each.
    private func takeChanged() -> [MunicipalityID: [(organisation: OrganisationID, after: Int64)]] {
        state.withLock { state in
            defer { state.changed = [] }
            var behind: [MunicipalityID: [(organisation: OrganisationID, after: Int64)]] = [:]
            for queue in state.changed {
                guard let head = state.queues[queue]?.head else { continue }
                behind[queue.municipality, default: []].append((queue.organisation, head))
            }
            return behind
        }
    }

    /// The followers of one queue, or of all.
    private func followers(of queue: QueueKey? = nil) -> [AsyncStream<Void>.Continuation] {
        state.withLock { state in
            guard let queue else { return state.queues.values.flatMap(\.followers.values) }
            return state.queues[queue].map { Array($0.followers.values) } ?? []
        }
    }

    private func leave(_ queue: QueueKey, _ follower: Int) {
        state.withLock { state in
            state.queues[queue]?.followers[follower] = nil
            if state.queues[queue]?.followers.isEmpty == true { state.queues[queue] = nil }
        }
    }

    private func close() {
        let followers = state.withLock { state in
            state.closed = true
            defer { state.queues = [:] }
            return state.queues.values.flatMap(\.followers.values)
        }
        for follower in followers { follower.finish() }
    }
}
