import Addresses
import Store

extension RowReader {
    /// The address of a house: the columns `street` and `house`, or `address`; with `settlement`.
    /// - Parameter town: a book with the name and region of the town; it needs no houses. A settlement of that name is
    ///   the town itself.
    mutating func address(of house: inout HouseStore.Values, town: AddressBook) {
        house.settlement = text("settlement")
        if let whole = text("address", limit: 500) {
            guard let columns = AddressColumns(dividing: whole) else {
                fail("address", "«\(whole)» does not name a house")
                return
            }
            if town.isElsewhere(WrittenAddress(reading: whole)) {
                fail("address", "«\(whole)» is in another region than the town")
            }
            house.settlement = house.settlement ?? columns.settlement
            (house.street, house.number) = (columns.street, columns.number)
        } else {
            house.street = house.settlement == nil ? required("street") : text("street") ?? ""
            house.number = required("house", limit: 40)
        }
        let columns = WrittenAddress(settlement: house.settlement, street: house.street, number: house.number)
        if town.isElsewhere(columns) {
            fail(house.settlement == nil ? "street" : "settlement", "is in another region than the town")
        }
        if let settlement = house.settlement, town.isTown(settlement) {
            house.settlement = nil
            if house.street.isEmpty { fail("street", "is empty") }
        }
    }
}
