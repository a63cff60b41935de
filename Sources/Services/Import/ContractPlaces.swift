import Municipality
import Postgres
import Store

/// Finds what rows of contracts refer to.
struct ContractPlaces {
    private let organisations: [String: String]
    private let houses: [String: [HouseID]]
    private let areas: Set<String>

    init(of town: Town, in session: TownSession) async throws {
        var organisations: [String: String] = [:]
        for row in try await OrganisationStore.all(in: session) {
            organisations[row.name] = row.code
            organisations[row.code] = row.code
        }
        self.organisations = organisations
        houses = try await AreaStore.housesByAddress(in: session)
        areas = try await AreaStore.names(in: session)
    }

    /// The code of the organisation with that code or name.
    func organisation(in reader: inout RowReader) -> String? {
        let text = reader.required("organisation")
        guard !text.isEmpty else { return nil }
        let code = organisations[text]
        if code == nil { reader.fail("organisation", "«\(text)» is not an organisation of the town") }
        return code
    }

    func house(in reader: inout RowReader) -> HouseID? {
        let street = reader.text("street")
        let number = reader.text("house", limit: 40)
        guard street != nil || number != nil else { return nil }
        guard let street, let number else {
            reader.fail("street", "requires a house, and a house requires a street")
            return nil
        }
        let found = houses[AddressKey(street: street, number: number).text] ?? []
        switch found.count {
        case 1: return found[0]
        case 0: reader.fail("house", "«\(street), \(number)» is not a house of the town")
        default: reader.fail("house", "«\(street), \(number)» is the address of \(found.count) houses")
        }
        return nil
    }

    func area(in reader: inout RowReader) -> String? {
        guard let area = reader.text("area") else { return nil }
        if !areas.contains(area) { reader.fail("area", "«\(area)» is not an area of the town") }
        return area
    }
}
