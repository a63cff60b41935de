import Foundation
public import Municipality
import Store

/// The municipalities of a database.
public struct Towns: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// In order of their codes.
    public func all() async throws -> [MunicipalityRecord] {
        try await database.perform { connection in
            try await MunicipalityStore.all(on: connection)
        }.map(Self.record)
    }

    /// The town with the code, or the only one.
    public func select(code: String?) async throws -> Town {
        let all = try await all()
        if let code {
            guard let found = all.first(where: { $0.code.rawValue == code }) else {
                throw ServiceError.notFound("municipality «\(code)»; there are: \(Self.names(all))")
            }
            return Town(found, on: database)
        }
        guard let only = all.first else {
            throw ServiceError.notFound("municipality yet: make one with `zemstvo town create`")
        }
        guard all.count == 1 else {
            throw ServiceError.invalid("town", "must be told, for there are several: \(Self.names(all))")
        }
        return Town(only, on: database)
    }

    /// - Parameters:
    ///   - code: made from the name when nil.
    ///   - timeZone: IANA name, as `Europe/Moscow`.
    public func create(
        name: String,
        code: String?,
        timeZone: String,
        by actor: Actor
    ) async throws -> MunicipalityRecord {
        try actor.require(.operateServer)
        var check = FieldCheck()
        let name = check.requiredText(name, "name", limit: 200)
        let slug = code.map(Slug.init(rawValue:)) ?? Slug(from: name)
        if slug == nil { check.fail("code", Self.slugRule) }
        try check.finish()
        guard let slug else { throw ServiceError.invalid("code", Self.slugRule) }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let row = try await database.perform { connection in
            guard TimeZone(identifier: timeZone) != nil,
                try await MunicipalityStore.knows(timeZone: timeZone, on: connection)
            else { throw ServiceError.invalid("time_zone", "is no time zone; one is named as Europe/Moscow") }
            return try await conflict(
                on: ["municipalities_code_key": "there is a municipality with the code \(slug.rawValue)"]
            ) {
                try await MunicipalityStore.create(
                    code: slug,
                    name: name,
                    timeZone: timeZone,
                    secret: secret,
                    on: connection
                )
            }
        }
        return try Self.record(row)
    }

    static let slugRule = "is 1 to 63 lower-case Latin letters, digits, - and _, beginning with a letter or digit"

    private static func names(_ records: [MunicipalityRecord]) -> String {
        records.map(\.code.rawValue).joined(separator: ", ")
    }

    private static func record(_ row: MunicipalityStore.Row) throws -> MunicipalityRecord {
        guard let timeZone = TimeZone(identifier: row.timeZone) else {
            throw ServiceError.invalid("time_zone", "\(row.timeZone) is not known on this machine: install tzdata")
        }
        return MunicipalityRecord(id: row.id, code: row.code, name: row.name, timeZone: timeZone, secret: row.secret)
    }
}
