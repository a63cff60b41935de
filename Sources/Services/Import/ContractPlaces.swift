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
        guard let row = address(in: &reader) else { return nil }
        let (text, field) = (row.text, row.field)
        switch row.found {
        case .house(let house):
            if let flat = row.flat { reader.note(field, "flat \(flat) is left out: a contract is for the house") }
            return house
        case .several:
            reader.fail(field, "«\(text)» can be several houses, or a flat; a row is for one house")
        case .elsewhere:
            reader.fail(field, "«\(text)» is in another region than the town")
        case .unread(let parts):
            let names = parts.map { "«\($0)»" }.joined(separator: ", ")
            reader.fail(field, "«\(text)» is not understood: \(names)")
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

    /// What the address of a row means, and the column that has it.
    private struct Row {
        let found: AddressBook.RowFinding
        let flat: String?
        let text: String
        let field: String
    }

    /// nil for a row without a house, and one with problems.
    private func address(in reader: inout RowReader) -> Row? {
        let street = reader.text("street")
        let number = reader.text("house", limit: 40)
        let settlement = reader.text("settlement")
        if let whole = reader.text("address", limit: 500) {
            guard street == nil, number == nil else {
                reader.fail("address", "cannot be given together with a street and a house")
                return nil
            }
            let address = WrittenAddress(reading: whole)
            let told = settlement.flatMap { RegisterNames.settlement($0) }
            if let told, let own = address.settlement, own.words != told.words,
                !book.isTown(own.words.joined(separator: " "))
            {
                reader.fail("settlement", "«\(settlement ?? "")» is not the settlement of «\(whole)»")
                return nil
            }
            return Row(
                found: book.find(row: whole, in: told),
                flat: address.flat,
                text: [settlement, whole].compactMap(\.self).joined(separator: ", "),
                field: "address"
            )
        }
        guard street != nil || number != nil || settlement != nil else { return nil }
        guard let number, street != nil || settlement != nil else {
            reader.fail("street", "requires a house, and a house requires a street")
            return nil
        }
        let address = WrittenAddress(settlement: settlement, street: street, number: number)
        return Row(
            found: book.find(row: address, inTown: true),
            flat: address.flat,
            text: [settlement, street, number].compactMap(\.self).joined(separator: ", "),
            field: "house"
        )
    }

    /// The columns that say where a contract is valid.
    private static let columns: Set<String> = ["street", "house", "address", "settlement", "area"]

    /// A row without a place covers the whole town. That is noted, and refused where a column that is not read, such as
    /// `adress`, may have the place.
    func takeWholeTown(in reader: inout RowReader, besides others: Set<String>) {
        let unread = reader.columns(besides: Self.columns.union(others))
        guard !unread.isEmpty else { return reader.note("organisation", "the contract covers the whole town") }
        reader.fail(
            "organisation",
            "has no place, and \(unread.map { "«\($0)»" }.joined(separator: ", ")) is not read: name the column of the "
                + "place address, street, house, settlement or area, or remove the others for contracts of the whole town"
        )
    }

    func area(in reader: inout RowReader) -> String? {
        guard let area = reader.text("area") else { return nil }
        if !areas.contains(area) { reader.fail("area", "«\(area)» is not an area of the town") }
        return area
    }
}
