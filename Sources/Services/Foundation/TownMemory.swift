import Foundation
import Locking
import Municipality
import Store

/// Values of towns that are kept in memory as long as their version in the database stays the same.
final class TownMemory<Value: Sendable>: Sendable {
    /// Seconds for which ``recent(of:)`` does not check whether a value is still valid.
    static var lifetime: Double { 1 }

    private struct Kept {
        let value: Value
        let version: Int64
        var checkedAt: Date
    }

    private let memory: Locked<RecentlyUsed<MunicipalityID, Kept>>
    private let cost: @Sendable (Value) -> Int
    private let version: @Sendable (TownSession) async throws -> Int64
    private let read: @Sendable (Int64, TownSession) async throws -> Value

    /// - Parameters:
    ///   - capacity: maximum total cost of the values.
    ///   - version: of the value in the database; compared for equality only.
    ///   - read: reads the value; its version was read before, so that a change in between is noticed at the next
    ///     check.
    init(
        capacity: Int,
        cost: @escaping @Sendable (Value) -> Int,
        version: @escaping @Sendable (TownSession) async throws -> Int64,
        read: @escaping @Sendable (Int64, TownSession) async throws -> Value
    ) {
        memory = Locked(RecentlyUsed(capacity: capacity))
        self.cost = cost
        self.version = version
        self.read = read
    }

    private func keep(_ kept: Kept, of town: MunicipalityID) {
        memory.withLock { $0.keep(kept, for: town, cost: cost(kept.value)) }
    }

    /// The value of any version, if it is in memory.
    func known(of town: MunicipalityID) -> Value? {
        memory.withLock { $0.value(for: town)?.value }
    }

    /// The value as the session sees it; checks its version. Not for a session that has changed it.
    func current(in session: TownSession) async throws -> Value {
        let version = try await version(session)
        var kept = memory.withLock { $0.value(for: session.municipality) }
        if kept?.version != version { kept = nil }
        let value = if let kept { kept.value } else { try await read(version, session) }
        keep(Kept(value: value, version: version, checkedAt: session.now), of: session.municipality)
        return value
    }

    /// The value as it was at most ``lifetime`` ago. One caller at a time checks whether it is still valid; the others
    /// meanwhile continue with the known one.
    func recent(of town: Town) async throws -> Value {
        let now = town.now
        let fresh: Value? = memory.withLock { memory in
            guard var kept = memory.value(for: town.id) else { return nil }
            // If the clock was set back, a value is not kept longer.
            if abs(now.timeIntervalSince(kept.checkedAt)) < Self.lifetime { return kept.value }
            kept.checkedAt = now
            memory.keep(kept, for: town.id, cost: cost(kept.value))
            return nil
        }
        if let fresh { return fresh }
        return try await asked(of: town)
    }

    /// The value as it is now.
    func asked(of town: Town) async throws -> Value {
        try await town.read(by: .anybody, on: town.database.intakePool) { try await self.current(in: $0) }
    }
}
