public import Municipality
import Store

/// A house of the town.
public struct House: Sendable {
    public let houseID: Int64
    public let registryID: String
    /// Street and number: `ул. Волжская, 5`.
    public let address: String
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
        address = "\(values.street), \(values.number)"
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

    /// Houses whose address contains the query's words in any spelling; all houses without a query. In order of
    /// address.
    public func search(_ query: String?, after: String?, limit: Int) async throws -> Page<House> {
        var place = (addressKey: "", house: HouseID(rawValue: 0))
        if let cursor = try PageCursor(parsing: after, parts: 2) {
            guard let house = Int64(cursor.parts[1]) else {
                throw ServiceError.invalid("after", "is not a cursor of this list")
            }
            place = (cursor.parts[0], HouseID(rawValue: house))
        }
        let key = query.map { AddressKey($0) }
        let rows = try await town.read(by: .anybody) { session in
            try await HouseStore.search(key, after: place, limit: limit + 1, in: session)
        }
        return Page(rows, limit: limit, item: House.init) {
            PageCursor($0.addressKey, String($0.id.rawValue))
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
        values.street = check.requiredText(draft.street, "street", limit: 200)
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
