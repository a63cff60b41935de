import Foundation
public import Municipality
import Store

/// The host names of the towns of a database. Servers notice a change within ``TownDirectory/lifetime``. A change is
/// refused while the town moves to another database.
public struct TownHosts: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    public struct Entry: Sendable, Hashable {
        public let host: String
        /// Code of the municipality.
        public let town: String
    }

    /// Of one town, or of all.
    public func all(of town: Town? = nil, by actor: Actor) async throws -> [Entry] {
        try actor.require(.operateServer)
        return try await database.perform { connection in
            try await HostStore.all(of: town?.id, on: connection).map { Entry(host: $0.host, town: $0.code) }
        }
    }

    /// - Parameter host: a name in any script, such as `тутаев.рф`; without scheme, port and path.
    public func add(_ host: String, to town: Town, by actor: Actor) async throws -> Entry {
        try actor.require(.operateServer)
        let name = try Self.name(host)
        let owner = try await town.write(by: actor) { try await HostStore.add(name, in: $0) }
        guard owner == town.municipality.code.rawValue else {
            throw ServiceError.conflict("the host name \(name.rawValue) already belongs to the municipality «\(owner)»")
        }
        return Entry(host: name.rawValue, town: owner)
    }

    /// - Parameter town: code of the municipality that must have the name; nil accepts any.
    public func remove(_ host: String, of town: String? = nil, by actor: Actor) async throws {
        try actor.require(.operateServer)
        let name = try Self.name(host)
        let isRemoved = try await database.transaction { transaction in
            guard let owner = try await HostStore.owner(of: name, on: transaction) else { return false }
            if let town, owner.code != town {
                throw ServiceError.conflict(
                    "the host name \(name.rawValue) belongs to the municipality «\(owner.code)», not to «\(town)»"
                )
            }
            // Not by `Town.write`: a town that is out of service can lose a name too.
            let session = TownSession(transaction, isAlone: true, municipality: owner.id, actor: actor, now: Date())
            return try await HostStore.remove(name, in: session)
        }
        guard isRemoved else { throw ServiceError.notFound("host name \(name.rawValue)") }
    }

    /// The form in which browsers send a name.
    private static func name(_ text: String) throws -> HostName {
        let isBare = !text.contains { "/:@?#[]% ".contains($0) }
        guard isBare, let encoded = URLComponents(string: "http://\(text)/")?.encodedHost,
            let name = HostName(authority: encoded)
        else {
            throw ServiceError.invalid(
                "host",
                "is not a host name such as tutaev.example.ru or тутаев.рф; leave out https://, port and path"
            )
        }
        return name
    }
}
