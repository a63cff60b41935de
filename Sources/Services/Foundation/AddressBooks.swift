import Addresses
import Store

/// The houses of towns, kept in memory as long as they are valid.
final class AddressBooks: Sendable {
    /// Maximum number of houses of all towns, about 400 bytes each.
    static let capacity = 200_000

    private let memory = TownMemory<AddressBook>(
        capacity: AddressBooks.capacity,
        cost: { $0.ordered.count + 1 },
        version: { try await AddressBookStore.version(in: $0) },
        read: { _, session in try await AddressBookStore.book(in: session) }
    )

    /// The houses as the session sees them. Not for a session that has changed them.
    func current(in session: TownSession) async throws -> AddressBook { try await memory.current(in: session) }

    /// The houses as they were at most a second ago.
    func recent(of town: Town) async throws -> AddressBook { try await memory.recent(of: town) }
}
