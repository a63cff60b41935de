import Locking
import Logging
public import Municipality
import Store

/// Finds the town that a request is for, by host name, code or id. One for the process.
///
/// Towns are remembered for ``lifetime``, those that were used last, so that any number of towns costs bounded memory and a
/// changed host name or time zone is seen soon. A town whose row cannot be used is out of service, and no other is.
public final class TownDirectory: Sendable {
    /// For how long an answer is good.
    static let lifetime = Duration.seconds(3)
    /// For how long an old answer serves while it is being renewed, or cannot be.
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
        /// The towns of the entries, so that a town with several host names is one.
        var towns = RecentlyUsed<MunicipalityID, Town>(capacity: 2_048)
    }

    private let database: Database
    private let only: String?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Locked(State())

    /// - Parameters:
    ///   - only: code of the one municipality that is served, whatever the host name; nil serves all.
    ///   - now: tests give their own.
    public init(
        database: Database,
        only: String? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.database = database
        self.only = only
        self.now = now
    }

    /// The town that has the host name of a request's authority (`Town.example:8080`), or the only one that is served.
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
            // What was right a moment ago; it is asked for again in a second.
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

    /// What is known and still good, or good enough while somebody else renews it; nil when the caller is to ask.
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
