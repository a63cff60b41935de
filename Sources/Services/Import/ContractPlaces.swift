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

    /// The house of the columns `street` and `house`, or of the column `address`; with `settlement`. Columns without a
    /// settlement are of the town itself, as in the register.
    func house(in reader: inout RowReader, _ session: TownSession) async throws -> HouseID? {
        guard let (address, text, field) = address(in: &reader) else { return nil }
        switch book.find(row: address, inTown: field == "house") {
        case .house(let house):
            if let flat = address.flat { reader.note(field, "flat \(flat) is left out: a contract is for the house") }
            return house
        case .several:
            reader.fail(field, "«\(text)» can be several houses, or a flat; a row is for one house")
        case .unclear(let candidates, let isAmongThem):
            guard !candidates.isEmpty else {
                reader.fail(field, "«\(text)» is not a house of the town")
                return nil
            }
            let rows = try await HouseStore.houses(candidates, in: session)
            let known = Dictionary(rows.map { ($0.id, $0.address) }) { first, _ in first }
            let names = candidates.compactMap { known[$0] }.map { "«\($0)»" }.joined(separator: ", ")
            reader.fail(
                field,
                isAmongThem && candidates.count > 1
                    ? "«\(text)» can be the address of \(candidates.count) houses: \(names)"
                    : "«\(text)» is not exactly the address of a house of the town, such as \(names)"
            )
        }
        return nil
    }

    /// The address of a row as it was read and as it is written, with the column that has it; nil without a house.
    private func address(in reader: inout RowReader) -> (WrittenAddress, text: String, field: String)? {
        let street = reader.text("street")
        let number = reader.text("house", limit: 40)
        let settlement = reader.text("settlement")
        if let whole = reader.text("address", limit: 500) {
            guard street == nil, number == nil else {
                reader.fail("address", "cannot be given together with a street and a house")
                return nil
            }
            var address = WrittenAddress(reading: whole)
            guard let settlement, let told = RegisterNames.settlement(settlement) else {
                return (address, whole, "address")
            }
            if let own = address.settlement, own.words != told.words, !book.isTown(own.words.joined(separator: " ")) {
                reader.fail("settlement", "«\(settlement)» is not the settlement of «\(whole)»")
                return nil
            }
            address.settlement = told
            return (address, "\(settlement), \(whole)", "address")
        }
        guard street != nil || number != nil || settlement != nil else { return nil }
        guard let number, street != nil || settlement != nil else {
            reader.fail("street", "requires a house, and a house requires a street")
            return nil
        }
        return (
            WrittenAddress(settlement: settlement, street: street, number: number),
            [settlement, street, number].compactMap(\.self).joined(separator: ", "), "house"
        )
    }

    func area(in reader: inout RowReader) -> String? {
        guard let area = reader.text("area") else { return nil }
        if !areas.contains(area) { reader.fail("area", "«\(area)» is not an area of the town") }
        return area
    }
}
