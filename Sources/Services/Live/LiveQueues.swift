import Logging
public import Municipality
import Postgres
public import ServiceLifecycle
import Store

/// The queues live: one listener for the process, one read of the database for all that changed meanwhile, however many
/// follow. A service.
public final class LiveQueues: Service {
    private let town: Town
    private let state = Locked(State())
    /// Says that queues have changed.
    private let changes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private struct State {
        var queues: [OrganisationID: LiveQueue] = [:]
        /// Followed queues that have events which were not read yet.
        var changed: Set<OrganisationID> = []
        var nextFollower = 0
        var closed = false
    }

    /// How often a follower is told that nothing is new.
    static let heartbeat = Duration.seconds(15)
    /// After the database could not be read.
    static let pause = Duration.seconds(1)

    public init(town: Town) {
        self.town = town
    }

    /// Listens until graceful shutdown or cancellation, and then ends every sequence of events.
    public func run() async throws {
        defer { close() }
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup { group in
                group.addTask { try await self.listen() }
                group.addTask {
                    for await _ in self.changes.stream { await self.refresh() }
                }
                group.addTask {
                    while (try? await Task.sleep(for: Self.heartbeat)) != nil {
                        for follower in self.followers() { follower.yield() }
                    }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    private func listen() async throws {
        let listener = PostgresListener(town.database.configuration, logger: town.database.logger)
        let prefix = "\(town.id.rawValue):"
        try await listener.run(channels: [TicketEventStore.channel]) { event in
            switch event {
            case .resynchronise:
                self.change(nil)
            case .notification(_, let payload):
                guard payload.hasPrefix(prefix), let id = Int32(payload.dropFirst(prefix.count)) else { return }
                self.change(OrganisationID(rawValue: id))
            }
        }
    }

    /// The events of an organisation's queue, in order and without gaps.
    ///
    /// - Parameter lastSeen: number of the last event already known; nil begins with what comes from now on.
    /// - Returns: a sequence for one reader, which ends when the server stops.
    public func events(
        of organisation: String,
        after lastSeen: Int64?,
        by actor: Actor
    ) async throws -> QueueEvents {
        let (id, head) = try await town.database.perform { [town] connection in
            let id = try await QueueAccess.organisation(organisation, in: town, by: actor, on: connection)
            return (id, try await TicketEventStore.head(of: id, in: town.id, on: connection))
        }
        if let lastSeen, lastSeen < 0 || lastSeen > head {
            throw ServiceError.invalid("Last-Event-ID", "this queue has had no such event")
        }
        let (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let place: (follower: Int, isFirst: Bool)? = state.withLock { state in
            guard !state.closed else { return nil }
            state.nextFollower += 1
            let isFirst = state.queues[id] == nil
            state.queues[id, default: LiveQueue(head: head)].followers[state.nextFollower] = continuation
            return (state.nextFollower, isFirst)
        }
        guard let place else { throw ServiceError.unavailable(retryAfterSeconds: 1) }
        continuation.onTermination = { [weak self] _ in self?.leave(id, place.follower) }
        // What happened between reading the head and following was told to nobody.
        if place.isFirst { change(id) }
        return QueueEvents(queues: self, organisation: id, after: lastSeen ?? head, wakes: wakes)
    }

    /// The events after `sequence` that are known by now; those no longer in memory come from the database.
    func events(of organisation: OrganisationID, after sequence: Int64) async throws -> [QueueEvent] {
        if let recent = state.withLock({ $0.queues[organisation]?.events(after: sequence) }) { return Array(recent) }
        return try await read(organisation, after: sequence)
    }

    private func read(_ organisation: OrganisationID, after sequence: Int64) async throws -> [QueueEvent] {
        try await town.database.perform { [town] connection in
            try await TicketEventStore.entries(
                of: [(organisation, sequence)],
                in: town.id,
                limit: LiveQueue.memory,
                on: connection
            ).map(QueueEvent.init)
        }
    }

    /// Has a queue read, if it is followed; every one that is, without `organisation`.
    private func change(_ organisation: OrganisationID?) {
        state.withLock { state in
            guard let organisation else { return state.changed.formUnion(state.queues.keys) }
            if state.queues[organisation] != nil { state.changed.insert(organisation) }
        }
        changes.continuation.yield()
    }

    /// Brings the queues that changed up to date and wakes their followers. What changes meanwhile is read together next.
    private func refresh() async {
        while case let behind = takeChanged(), !behind.isEmpty {
            do {
                let entries = try await town.database.perform { [town] connection in
                    try await TicketEventStore.entries(of: behind, in: town.id, limit: LiveQueue.memory, on: connection)
                }
                for (organisation, entries) in Dictionary(grouping: entries, by: \.organisation) {
                    state.withLock { $0.queues[organisation]?.append(entries.map(QueueEvent.init)) }
                    for follower in followers(of: organisation) { follower.yield() }
                    // There may be more.
                    if entries.count == LiveQueue.memory { change(organisation) }
                }
            } catch {
                guard !Task.isCancelled else { return }
                town.database.logger.error("queues not refreshed", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.pause)
                for (organisation, _) in behind { change(organisation) }
            }
        }
    }

    /// Followed queues that have changed, with the number of the newest event known of each.
    private func takeChanged() -> [(organisation: OrganisationID, after: Int64)] {
        state.withLock { state in
            defer { state.changed = [] }
            return state.changed.compactMap { organisation in
                state.queues[organisation].map { (organisation, $0.head) }
            }
        }
    }

    /// Those of one queue, or of every.
    private func followers(of organisation: OrganisationID? = nil) -> [AsyncStream<Void>.Continuation] {
        state.withLock { state in
            guard let organisation else { return state.queues.values.flatMap(\.followers.values) }
            return state.queues[organisation].map { Array($0.followers.values) } ?? []
        }
    }

    private func leave(_ organisation: OrganisationID, _ follower: Int) {
        state.withLock { state in
            state.queues[organisation]?.followers[follower] = nil
            if state.queues[organisation]?.followers.isEmpty == true { state.queues[organisation] = nil }
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
