import Addresses
import Municipality
import Testing

/// Rows that stand for a whole house.
@Suite struct RegisterRowTests {
    let register = Register([
        "ул. Мира; 5", "ул. Мира; 5к2", "ул. Мира; 12", "д. Ивановка; ул. Мира; 5", "д. Ивановка; ул. Мира; 9",
        "ул. Ленина; 33", "ул. Ленина; 7-9", "ул. Ленина; 7",
    ])

    /// The house, `several`, or the candidates.
    func name(_ found: AddressBook.RowFinding) -> String {
        switch found {
        case .house(let house): register.text(house)
        case .several: "several"
        case .elsewhere: "elsewhere"
        case .unread(let parts): "unread \(parts.joined(separator: " "))"
        case .unclear(let candidates, _): candidates.map { "? \(register.text($0))" }.joined(separator: ", ")
        }
    }

    @Test(arguments: [
        ("ул. Ленина, 33", "ул. Ленина; 33"), ("ул. Ленина, 33, кв. 5", "ул. Ленина; 33"),
        ("ул. Ленина, 7-9", "ул. Ленина; 7-9"), ("ул. Ленина, 33-13", "several"), ("ул. Ленина, 33; 7", "several"),
        ("ул. Ленина, 33, 7", "several"), ("ул. Ленина, 33 и 7", "several"), ("ул. Ленина, 33-35", "several"),
        ("г. Тутаев, ул. Мира, 5, 2", "several"), ("ул. Мира, 5", "? ул. Мира; 5, ? д. Ивановка; ул. Мира; 5"),
        ("ул. Неизвестная, 5", ""), ("школа № 8, ул. Ленина, 33", "unread 8"),
        ("ул. Ленина, 33 / Мира", "ул. Ленина; 33"), ("ул. Ленина, 33 / Мира, 12", "? ул. Ленина; 33"),
        ("ул. Ленина, 33 / Садовая, 1", "? ул. Ленина; 33"),
        ("ул. Ленина, 33/1 Тутаев", "? ул. Ленина; 33"),
    ])
    func aRowFindsOneHouseOnly(text: String, found: String) {
        #expect(name(register.book.find(row: text)) == found)
    }

    @Test(
        arguments: [
            (nil, "ул. Мира", "5", "ул. Мира; 5"), (nil, "ул. Мира", "12", "ул. Мира; 12"),
            ("д. Ивановка", "ул. Мира", "5", "д. Ивановка; ул. Мира; 5"), ("г. Тутаев", "ул. Мира", "5", "ул. Мира; 5"),
            (nil, "д. Ивановка, ул. Мира", "5", "д. Ивановка; ул. Мира; 5"),
            (nil, "ул. Мира", "9", "? д. Ивановка; ул. Мира; 9"),
            (nil, "ул. Ленина", "5-7", "several"), (nil, "ул. Ленина", "33, 7", "several"),
        ] as [(String?, String, String, String)]
    )
    func columnsWithoutASettlementAreOfTheTown(settlement: String?, street: String, number: String, found: String) {
        let row = WrittenAddress(settlement: settlement, street: street, number: number)
        #expect(name(register.book.find(row: row, inTown: true)) == found)
    }

    @Test func housesOfOneAddressAreFound() {
        let register = Register([
            "ул. Мира; 5", "улица Мира; 5", "ул. Мира; 5к1", "д. Ивановка; ул. Мира; 5", "ул. Мира; д. 5",
        ])
        #expect(register.book.namesakes().map { $0.map(\.rawValue) } == [[0, 1, 4]])
    }
}
