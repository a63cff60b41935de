import Addresses
import Municipality
import Postgres
import Store

/// Finds what rows of contracts refer to.
struct ContractPlaces {
    private let organisations: [String: String]
    private let book: AddressBook
    private let areas: Set<String>

    init(of town: Town, in session: TownSession) async throws {
        var organisations: [String: String] = [:]
        for row in try await OrganisationStore.all(in: session) {
            organisations[row.name] = row.code
            organisations[row.code] = row.code
        }
        self.organisations = organisations
        book = try await AddressBookStore.book(in: session)
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

    /// The house of the columns `street` and `house`, with `settlement` if there is one, or of the column `address`.
    func house(in reader: inout RowReader) -> HouseID? {
        let street = reader.text("street")
        let number = reader.text("house", limit: 40)
        let settlement = reader.text("settlement")
        let whole = reader.text("address", limit: 500)
        let field = whole == nil ? "house" : "address"
        let text: String
        if let whole {
            guard street == nil, number == nil else {
                reader.fail("address", "cannot be given together with a street and a house")
                return nil
            }
            text = whole
        } else {
            guard street != nil || number != nil || settlement != nil else { return nil }
            guard let number, street != nil || settlement != nil else {
                reader.fail("street", "requires a house, and a house requires a street")
                return nil
            }
            text = "\([street, number].compactMap(\.self).joined(separator: ", "))"
        }
        var address =
            whole.map { WrittenAddress(reading: $0) }
            ?? WrittenAddress(settlement: settlement, street: street, number: number ?? "")
        // A contract is for the whole house.
        address.flat = nil
        let found = book.find(address)
        if let house = found.house { return house }
        switch found.candidates.count {
        case 0 where found.isElsewhere: reader.fail(field, "«\(text)» is in another region than the town")
        case 0: reader.fail(field, "«\(text)» is not a house of the town")
        case 1: reader.fail(field, "«\(text)» is not exactly the address of a house of the town")
        default: reader.fail(field, "«\(text)» can be the address of \(found.candidates.count) houses")
        }
        return nil
    }

    func area(in reader: inout RowReader) -> String? {
        guard let area = reader.text("area") else { return nil }
        if !areas.contains(area) { reader.fail("area", "«\(area)» is not an area of the town") }
        return area
    }
}
