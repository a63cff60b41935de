import Addresses
import Store

extension RowReader {
    /// The address of a house: the columns `street` and `house`, or `address`; with `settlement`.
    /// - Parameter townName: a settlement of that name is the town itself.
    mutating func address(of house: inout HouseStore.Values, townName: String) {
        house.settlement = text("settlement")
        if let whole = text("address", limit: 500) {
            guard let columns = AddressColumns(dividing: whole) else {
                fail("address", "«\(whole)» does not name a house")
                return
            }
            house.settlement = house.settlement ?? columns.settlement
            (house.street, house.number) = (columns.street, columns.number)
        } else {
            house.street = house.settlement == nil ? required("street") : text("street") ?? ""
            house.number = required("house", limit: 40)
        }
        if let settlement = house.settlement, AddressBook([], townName: townName).isTown(settlement) {
            house.settlement = nil
            if house.street.isEmpty { fail("street", "is empty") }
        }
    }
}
