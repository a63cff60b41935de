import Addresses
import Store

extension RowReader {
    /// The address of a house: the columns `street` and `house`, or `address`; with `settlement`.
    /// - Returns: the flat that the address names.
    mutating func address(of house: inout HouseStore.Values, in names: RegisterNames) -> String? {
        house.settlement = text("settlement")
        guard let whole = text("address", limit: 500) else {
            house.street = house.settlement == nil ? required("street") : text("street") ?? ""
            house.number = required("house", limit: 40)
            if let settlement = house.settlement, names.isTown(settlement) {
                house.settlement = nil
                if house.street.isEmpty { fail("street", "is empty") }
            }
            if names.isElsewhere(settlement: house.settlement, street: house.street) {
                fail(house.settlement == nil ? "street" : "settlement", "is in another region than the town")
            }
            return nil
        }
        do throws(AddressProblem) {
            let columns = try AddressColumns(dividing: whole, settlement: house.settlement, in: names)
            (house.settlement, house.street, house.number) = (columns.settlement, columns.street, columns.number)
            return columns.flat
        } catch {
            fail("address", "«\(whole)» \(Self.words(for: error))")
            return nil
        }
    }

    private static func words(for problem: AddressProblem) -> String {
        switch problem {
        case .noHouse: "does not name a house"
        case .vague: "names a place near a house, or several houses"
        case .corner: "is a corner of two streets; give one of them, or use the columns street and house"
        case .doubtful(let part): "can be read in several ways: «\(part)»; use the columns street and house"
        case .unread(let parts):
            "is not understood: \(parts.map { "«\($0)»" }.joined(separator: ", "))"
                + (parts.contains { $0.count > 2 } ? "; a village needs its mark, such as «д. Ивановка»" : "")
        case .bareName(let name): "does not say whether «\(name)» is a street or a village, such as «ул. \(name)»"
        case .otherRegion: "is in another region than the town"
        case .otherSettlement(let name): "is in «\(name)», and the row is in another settlement"
        }
    }
}
