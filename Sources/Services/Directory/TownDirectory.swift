import Locking
import Logging
public import Municipality
import Store

/// Finds the town of a request by host name, code or id. One per process.
///
/// The most recently used towns are kept in memory for ``lifetime``, so that any number of towns needs bounded memory,
/// and a change of a host name or time zone is noticed soon. A town whose row cannot be used is out of service without
/// affecting the others.
public final class TownDirectory: Sendable {
    /// How long an answer is valid.
    static let lifetime = Duration.seconds(3)
    /// How long an old answer is used while it is being renewed, or cannot be renewed.
    static let grace = Duration.seconds(60)

    private enum Key: Hashable {
        case authority(String)
        case code(String)
        case id(MunicipalityID)
    }

    private enum Answer {
        case town(Town)
        case broken(BrokenTown)
        case unknown
    }

    private struct Entry {
        var answer: Answer
        var since: ContinuousClock.Instant
        var isRenewing = false
    }

    private struct State {
        var entries = RecentlyUsed<Key, Entry>(capacity: 4_096)
        /// The towns of the entries, so that a town with several host names is kept once.
        var towns = RecentlyUsed<MunicipalityID, Town>(capacity: 2_048)
    }

    private let database: Database
    private let only: String?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Locked(State())

    /// - Parameters:
    ///   - only: code of the one municipality that is served, whatever the host name; nil serves all.
    ///   - now: the current time; tests set their own.
    public init(
        database: Database,
        only: String? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.database = database
        self.only = only
        self.now = now
    }

    /// The town with the host name of a request's authority (`Town.example:8080`), or the only one that is served.
    ///
    /// Throws ``ServiceError/notFound(_:)`` when several are served and none has that name,
    /// ``ServiceError/outOfService(_:)`` when it is broken.
    public func town(authority: String?) async throws -> Town {
        if let only { return try await town(code: only) }
        let authority = String((authority ?? "").prefix(300))
        return try await town(.authority(authority), "municipality with the host name «\(authority)»")
    }

    public func town(code: String) async throws -> Town {
        try await town(.code(code), "municipality «\(code)»")
    }

    public func town(id: MunicipalityID) async throws -> Town {
        try await town(.id(id), "municipality \(id.rawValue)")
    }

    private func town(_ key: Key, _ name: @autoclosure () -> String) async throws -> Town {
        switch try await answer(to: key) {
        case .town(let town): return town
        case .broken(let broken): throw ServiceError.outOfService(broken.description)
        case .unknown: throw ServiceError.notFound(name())
        }
    }

    private func answer(to key: Key) async throws -> Answer {
        if let known = known(key) { return known }
        do {
            let answer = try await load(key)
            state.withLock { $0.entries.keep(Entry(answer: answer, since: now()), for: key) }
            return answer
        } catch {
            // Uses the last valid answer; the database is asked again in a second.
            let old = state.withLock { state -> Answer? in
                guard var entry = state.entries.value(for: key) else { return nil }
                entry.isRenewing = false
                if !(error is CancellationError) { entry.since = max(entry.since, now() - Self.lifetime + .seconds(1)) }
                state.entries.keep(entry, for: key)
                return entry.answer
            }
            guard let old, !(error is CancellationError) else { throw error }
            return old
        }
    }

    /// The known answer if it is valid, or old but being renewed by another task; nil when the caller has to ask.
    private func known(_ key: Key) -> Answer? {
        let now = now()
        return state.withLock { state in
            guard var entry = state.entries.value(for: key) else { return nil }
            let age = now - entry.since
            if age < Self.lifetime || (entry.isRenewing && age < Self.grace) { return entry.answer }
            entry.isRenewing = true
            state.entries.keep(entry, for: key)
            return nil
        }
    }

    private func load(_ key: Key) async throws -> Answer {
        let row = try await database.perform { connection in
            switch key {
            case .authority(let authority):
                try await MunicipalityStore.municipality(serving: HostName(authority: authority), on: connection)
            case .code(let code): try await MunicipalityStore.municipality(code: code, on: connection)
            case .id(let id): try await MunicipalityStore.municipality(id, on: connection)
            }
        }
        guard let row else { return .unknown }
        do throws(BrokenTown) {
            let record = try MunicipalityRecord(row)
            return .town(
                state.withLock { state in
                    if let known = state.towns.value(for: record.id), known.municipality == record { return known }
                    let town = Town(record, on: database)
                    state.towns.keep(town, for: record.id)
                    return town
                }
            )
        } catch {
            database.logger.error("municipality out of service", metadata: ["reason": "\(error)"])
            return .broken(error)
        }
    }
}
