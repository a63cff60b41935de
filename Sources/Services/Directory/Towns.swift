import Addresses
import Foundation
public import Municipality
import Store

/// The municipalities of a database.
public struct Towns: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// A municipality, or why it is out of service.
    public typealias Standing = Result<MunicipalityRecord, BrokenTown>

    /// In order of their codes.
    public func all() async throws -> [Standing] {
        try await rows().map(Self.standing)
    }

    /// The town with the code, or the only one.
    public func select(code: String?) async throws -> Town {
        let rows = try await rows()
        if let code {
            guard let found = rows.first(where: { $0.code.rawValue == code }) else {
                throw ServiceError.notFound("municipality «\(code)»; there are: \(Self.names(rows))")
            }
            return try town(found)
        }
        guard let only = rows.first else {
            throw ServiceError.notFound("municipality yet: make one with `zemstvo town create`")
        }
        guard rows.count == 1 else {
            throw ServiceError.invalid("town", "is required, because there are several: \(Self.names(rows))")
        }
        return try town(only)
    }

    private func town(_ row: MunicipalityStore.Row) throws -> Town {
        do throws(BrokenTown) {
            return Town(try MunicipalityRecord(row), on: database)
        } catch {
            throw ServiceError.outOfService(error.description)
        }
    }

    private func rows() async throws -> [MunicipalityStore.Row] {
        try await database.perform { try await MunicipalityStore.all(on: $0) }
    }

    private static func standing(_ row: MunicipalityStore.Row) -> Standing {
        do throws(BrokenTown) {
            return .success(try MunicipalityRecord(row))
        } catch {
            return .failure(error)
        }
    }

    /// - Parameters:
    ///   - code: made from the name when nil.
    ///   - timeZone: IANA name, such as `Europe/Moscow`.
    ///   - region: such as «Ярославская область», also abbreviated; nil compares no regions of addresses.
    public func create(
        name: String,
        code: String?,
        timeZone: String,
        region: String? = nil,
        by actor: Actor
    ) async throws -> MunicipalityRecord {
        try actor.require(.operateServer)
        var check = FieldCheck()
        let name = check.requiredText(name, "name", limit: 200)
        let slug = code.map(Slug.init(rawValue:)) ?? Slug(from: name)
        if slug == nil { check.fail("code", Self.slugRule) }
        try check.finish()
        guard let slug else { throw ServiceError.invalid("code", Self.slugRule) }
        let region = try region.map(Self.region)
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let row = try await database.perform { connection in
            guard TimeZone(identifier: timeZone) != nil,
                try await MunicipalityStore.knows(timeZone: timeZone, on: connection)
            else { throw ServiceError.invalid("time_zone", "is not a time zone such as Europe/Moscow") }
            return try await conflict(
                on: ["municipalities_code_key": "there is a municipality with the code \(slug.rawValue)"]
            ) {
                try await MunicipalityStore.create(
                    code: slug,
                    name: name,
                    timeZone: timeZone,
                    region: region,
                    secret: secret,
                    on: connection
                )
            }
        }
        return try town(row).municipality
    }

    /// Sets the region with which the regions of written addresses are compared; nil removes it. Servers notice it with
    /// the next address. Refused while the town moves to another database.
    /// - Returns: its full name.
    @discardableResult
    public func set(region: String?, of town: Town, by actor: Actor) async throws -> String? {
        try actor.require(.operateServer)
        let region = try region.map(Self.region)
        try await town.write(by: actor) { try await MunicipalityStore.set(region: region, in: $0) }
        return region
    }

    private static func region(_ text: String) throws -> String {
        guard let subject = FederalSubject(named: text) else {
            throw ServiceError.invalid(
                "region",
                "«\(text)» is not a region of Russia such as «Ярославская область» or «Республика Татарстан»"
            )
        }
        return subject.name
    }

    static let slugRule = "is 1 to 63 lower-case Latin letters, digits, - and _, beginning with a letter or digit"

    /// The first codes, as words.
    private static func names(_ rows: [MunicipalityStore.Row]) -> String {
        let more = rows.count > 20 ? " and \(rows.count - 20) more" : ""
        return rows.prefix(20).map(\.code.rawValue).joined(separator: ", ") + more
    }
}
