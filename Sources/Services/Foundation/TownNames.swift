import Foundation
import Locking
import Municipality
import Postgres
import Store

/// A cache of the names of ids in each town, because lists have many rows but few different names.
///
/// Logins never change. A corrected address is noticed within ``addressLifetime``. The least recently used towns are
/// dropped first.
final class TownNames: Sendable {
    /// How long addresses are remembered, in seconds.
    static let addressLifetime = 60.0
    /// Maximum number of names of all towns, about 150 bytes each.
    static let capacity = 200_000
    /// Maximum number of addresses of one town. When there are more, all are dropped and read again as needed.
    static let addressesOfTown = 20_000

    private struct Memory {
        var names = NameStore.Names()
        var addressesSince = Date.distantPast
    }

    private let towns = Locked(RecentlyUsed<MunicipalityID, Memory>(capacity: TownNames.capacity))

    /// Names that include everything the tickets refer to.
    func names(
        for tickets: [TicketStore.QueueRow],
        of town: Town,
        in session: TownSession
    ) async throws -> NameStore.Names {
        let now = town.now
        let memory = towns.withLock { towns in
            var memory = towns.value(for: session.municipality) ?? Memory()
            if now.timeIntervalSince(memory.addressesSince) >= Self.addressLifetime {
                memory = Memory(names: memory.names, addressesSince: now)
                memory.names.houses = [:]
            }
            return memory
        }
        let known = memory.names
        var unknown = NameStore.IDs()
        for ticket in tickets {
            for case let user? in [ticket.assignee, ticket.leasedBy] where known.users[user] == nil {
                unknown.users.insert(user)
            }
            if let house = ticket.house, known.houses[house] == nil { unknown.houses.insert(house) }
        }
        guard !unknown.isEmpty else { return known }
        let found = try await NameStore.names(of: unknown, in: session)
        keep(found, since: memory.addressesSince, of: session.municipality)
        var names = known
        names.merge(found)
        return names
    }

    private func keep(_ found: NameStore.Names, since: Date, of town: MunicipalityID) {
        towns.withLock { towns in
            var memory = towns.value(for: town) ?? Memory()
            // Removed from the cache while it is changed, so that the value is not copied.
            towns.forget(town)
            if memory.addressesSince != since || memory.names.houses.count > Self.addressesOfTown {
                memory.names.houses = [:]
                memory.addressesSince = since
            }
            memory.names.merge(found)
            towns.keep(memory, for: town, cost: memory.names.count)
        }
    }
}
