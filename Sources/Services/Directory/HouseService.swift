import Addresses
import Foundation
public import Municipality
import Store

/// A house of the town.
public struct House: Sendable {
    public let houseID: Int64
    public let registryID: String
    /// Identifier in the state register of addresses (ФИАС).
    public let fiasGUID: String?
    /// Settlement, street and number: `ул. Волжская, 5`.
    public let address: String
    /// Village or part of the town; nil for the town itself.
    public let settlement: String?
    public let street: String
    public let number: String
    public let area: String?
    public let latitude: Double?
    public let longitude: Double?
    public let year: Int16?
    public let floors: Int16?
    public let entrances: Int16?
    public let flats: Int16?
    public let areaM2: Double?

    init(_ row: HouseStore.Row) {
        let values = row.values
        houseID = row.id.rawValue
        registryID = values.registryID
        fiasGUID = values.fiasGUID?.uuidString.lowercased()
        address = row.address
        settlement = values.settlement
        street = values.street
        number = values.number
        area = values.area
        latitude = values.coordinates?.latitude
        longitude = values.coordinates?.longitude
        year = values.year
        floors = values.floors
        entrances = values.entrances
        flats = values.flats
        areaM2 = values.areaM2
    }
}

/// The values of a new house.
public struct HouseDraft: Sendable {
    public var registryID: String
    /// Identifier in the state register of addresses (ФИАС).
    public var fiasGUID: String?
    public var settlement: String?
    public var street: String
    public var number: String
    public var area: String?
    public var latitude: Double?
    public var longitude: Double?
    public var year: Int16?
    public var floors: Int16?
    public var entrances: Int16?
    public var flats: Int16?
    public var areaM2: Double?

    public init(registryID: String, street: String, number: String) {
        self.registryID = registryID
        self.street = street
        self.number = number
    }
}

/// The town's houses.
public struct HouseService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Houses whose address contains the query's fragments, also with a typing error; all houses without a query. In
    /// natural order of addresses: 1, 2, 10, 10А.
    public func search(_ query: String?, after: String?, limit: Int) async throws -> Page<House> {
        var last: HouseID?
        if let cursor = try PageCursor(parsing: after, parts: 1) {
            guard let house = Int64(cursor.parts[0]) else {
                throw ServiceError.invalid("after", "is not a cursor of this list")
            }
            last = HouseID(rawValue: house)
        }
        let rows = try await town.read(by: .anybody) { session in
            let book = try await town.database.addressBooks.current(in: session)
            let found = book.search(query, after: last, limit: limit + 1)
            let rows = try await HouseStore.houses(found, in: session)
            let known = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
            return found.compactMap { known[$0] }
        }
        return Page(rows, limit: limit, item: House.init) { PageCursor(String($0.id.rawValue)) }
    }

    /// The house that a written address means, or the houses that it may mean.
    public func find(_ address: String) async throws -> HouseFinding {
        try await find([address])[0]
    }

    /// One answer an address, in order.
    public func find(_ addresses: [String]) async throws -> [HouseFinding] {
        try await town.read(by: .anybody) { session in
            let book = try await town.database.addressBooks.current(in: session)
            let found = addresses.map { book.find($0) }
            let ids = Set(found.flatMap { [$0.house].compactMap(\.self) + $0.candidates })
            let rows = try await HouseStore.houses(Array(ids), in: session)
            let houses = Dictionary(rows.map { ($0.id, House($0)) }) { first, _ in first }
            return found.map { finding in
                HouseFinding(
                    house: finding.house.flatMap { houses[$0] },
                    candidates: finding.candidates.compactMap { houses[$0] },
                    isElsewhere: finding.isElsewhere
                )
            }
        }
    }

    public func house(_ id: Int64) async throws -> House {
        let row = try await town.read(by: .anybody) { session in
            try await HouseStore.house(HouseID(rawValue: id), in: session)
        }
        guard let row else { throw ServiceError.notFound("house") }
        return House(row)
    }

    public func create(_ draft: HouseDraft, by actor: Actor) async throws -> House {
        try actor.require(.manageDirectory)
        var check = FieldCheck()
        var values = HouseStore.Values()
        values.registryID = check.requiredText(draft.registryID, "registry_id", limit: 100)
        values.fiasGUID = check.guid(draft.fiasGUID, "fias_guid")
        values.settlement = check.text(draft.settlement, "settlement", limit: 200)
        // A village may have no streets.
        values.street =
            values.settlement == nil
            ? check.requiredText(draft.street, "street", limit: 200)
            : check.text(draft.street, "street", limit: 200) ?? ""
        values.number = check.requiredText(draft.number, "number", limit: 40)
        values.area = check.text(draft.area, "area", limit: 200)
        values.coordinates = check.coordinates(draft.latitude, draft.longitude)
        for (field, number) in [
            ("year", draft.year), ("floors", draft.floors), ("entrances", draft.entrances), ("flats", draft.flats),
        ] where (number ?? 0) < 0 { check.fail(field, "must not be negative") }
        values.year = draft.year
        values.floors = draft.floors
        values.entrances = draft.entrances
        values.flats = draft.flats
        if (draft.areaM2 ?? 0) < 0 { check.fail("area_m2", "must not be negative") }
        values.areaM2 = draft.areaM2
        try check.finish()
        let final = values
        return try await town.write(by: actor) { session in
            let saved = try await HouseStore.save([final], in: session)
            guard let house = saved.first, house.change == .inserted,
                let row = try await HouseStore.house(house.house, in: session)
            else { throw ServiceError.conflict("there is a house with the registry id \(final.registryID)") }
            return House(row)
        }
    }
}
