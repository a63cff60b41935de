import Foundation
import Locking
import Municipality
import Postgres
import Store

/// What a town's ids are called, remembered by the process: lists have many rows and few different names.
///
/// Logins never change. Addresses may be corrected: a correction is seen within ``addressLifetime``.
final class TownNames: Sendable {
    /// How long addresses are remembered, in seconds.
    static let addressLifetime = 60.0

    private struct Memory {
        var names = NameStore.Names()
        var addressesSince = Date.distantPast
    }

    private let memory = Locked(Memory())

    /// The names of at least what the tickets refer to.
    func names(
        for tickets: [TicketStore.QueueRow],
        of town: Town,
        in session: TownSession
    ) async throws -> NameStore.Names {
        let now = town.now
        let known = memory.withLock { memory in
            if now.timeIntervalSince(memory.addressesSince) >= Self.addressLifetime {
                memory.names.houses = [:]
                memory.addressesSince = now
            }
            return memory.names
        }
        var unknown = NameStore.IDs()
        for ticket in tickets {
            for case let user? in [ticket.assignee, ticket.leasedBy] where known.users[user] == nil {
                unknown.users.insert(user)
            }
            if let house = ticket.house, known.houses[house] == nil { unknown.houses.insert(house) }
        }
        guard !unknown.isEmpty else { return known }
        let found = try await NameStore.names(of: unknown, in: session)
        memory.withLock { $0.names.merge(found) }
        var names = known
        names.merge(found)
        return names
    }
}
