public import Municipality
import Postgres
import Store

/// A service contract: which organisation is responsible for which service, where and when.
public struct Contract: Sendable {
    public let contractID: Int64
    public let organisation: String
    public let service: String
    public let houseID: Int64?
    public let address: String?
    public let area: String?
    public let validFrom: Day
    /// The last day of validity; nil while open-ended.
    public let validTo: Day?

    init(_ row: ContractStore.Row) {
        contractID = row.id.rawValue
        organisation = row.organisation
        service = row.service
        houseID = row.house?.rawValue
        address = row.address
        area = row.area
        validFrom = row.validFrom
        validTo = row.validTo
    }
}

/// The values of a new contract. Without house and area it covers the whole town.
public struct ContractDraft: Sendable {
    public var organisation: String
    public var service: String
    public var houseID: Int64?
    public var area: String?
    public var validFrom: Day
    public var validTo: Day?

    public init(organisation: String, service: String, validFrom: Day) {
        self.organisation = organisation
        self.service = service
        self.validFrom = validFrom
    }
}

/// The town's service contracts, for coordinators and administrators.
public struct ContractService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    public func list(
        organisation: String?,
        service: String?,
        house: Int64?,
        after: String?,
        limit: Int,
        by actor: Actor
    ) async throws -> Page<Contract> {
        try actor.require(.readContracts)
        var place = ContractID(rawValue: 0)
        if let cursor = try PageCursor(parsing: after, parts: 1) {
            guard let id = Int64(cursor.parts[0]) else {
                throw ServiceError.invalid("after", "is not a cursor of this list")
            }
            place = ContractID(rawValue: id)
        }
        let rows = try await town.read(by: actor) { session in
            try await ContractStore.list(
                organisation: organisation,
                service: service,
                house: house.map(HouseID.init),
                after: place,
                limit: limit + 1,
                in: session
            )
        }
        return Page(rows, limit: limit, item: Contract.init) { PageCursor(String($0.id.rawValue)) }
    }

    public func create(_ draft: ContractDraft, by actor: Actor) async throws -> Contract {
        try actor.require(.manageDirectory)
        return try await town.write(by: actor) { session in
            var check = FieldCheck()
            let service = Slug(rawValue: draft.service)
            if let service {
                // A contract for a service without categories would never match.
                if try await !CategoryStore.hasService(service, in: session) {
                    check.fail("service", "does not exist in the town")
                }
            } else {
                check.fail("service", Towns.slugRule)
            }
            if try await OrganisationStore.organisation(draft.organisation, in: session) == nil {
                check.fail("organisation", "does not exist in the town")
            }
            if let house = draft.houseID,
                try await HouseStore.house(HouseID(rawValue: house), in: session) == nil
            {
                check.fail("house_id", "does not exist in the town")
            }
            if let area = draft.area, try await !AreaStore.names(in: session).contains(area) {
                check.fail("area", "does not exist in the town")
            }
            if draft.houseID != nil, draft.area != nil { check.fail("area", "cannot be given together with a house") }
            check.dates(draft.validFrom, draft.validTo)
            try check.finish()
            guard let service else { throw ServiceError.invalid("service", Towns.slugRule) }
            let saved = try await ContractStore.save(
                [
                    ContractStore.Values(
                        organisation: draft.organisation,
                        service: service,
                        house: draft.houseID.map(HouseID.init),
                        area: draft.area,
                        validFrom: draft.validFrom,
                        validTo: draft.validTo
                    )
                ],
                in: session
            )
            guard let contract = saved.first, contract.change == .inserted else {
                throw ServiceError.conflict("there is such a contract with the same first day")
            }
            return try await view(contract.contract, in: session)
        }
    }

    /// Sets the last day of validity; nil makes the contract open-ended again.
    public func end(_ id: Int64, on day: Day?, by actor: Actor) async throws -> Contract {
        try actor.require(.manageDirectory)
        let id = ContractID(rawValue: id)
        return try await town.write(by: actor) { session in
            let old = try await view(id, in: session)
            var check = FieldCheck()
            check.dates(old.validFrom, day)
            try check.finish()
            _ = try await ContractStore.end(id, on: day, in: session)
            return try await view(id, in: session)
        }
    }

    private func view(_ id: ContractID, in session: TownSession) async throws -> Contract {
        guard let row = try await ContractStore.contract(id, in: session) else {
            throw ServiceError.notFound("contract")
        }
        return Contract(row)
    }
}
