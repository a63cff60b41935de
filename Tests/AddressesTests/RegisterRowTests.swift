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
    func find(_ row: WrittenAddress, inTown: Bool = false) -> String {
        switch register.book.find(row: row, inTown: inTown) {
        case .house(let house): register.text(house)
        case .several: "several"
        case .unclear(let candidates, _): candidates.map { "? \(register.text($0))" }.joined(separator: ", ")
        }
    }

    @Test(arguments: [
        ("ул. Ленина, 33", "ул. Ленина; 33"), ("ул. Ленина, 33, кв. 5", "ул. Ленина; 33"),
        ("ул. Ленина, 7-9", "ул. Ленина; 7-9"), ("ул. Ленина, 33-13", "several"), ("ул. Ленина, 33; 7", "several"),
        ("ул. Ленина, 33, 7", "several"), ("ул. Ленина, 33 и 7", "several"), ("ул. Ленина, 33-35", "several"),
        ("г. Тутаев, ул. Мира, 5, 2", "several"), ("ул. Мира, 5", "? ул. Мира; 5, ? д. Ивановка; ул. Мира; 5"),
        ("ул. Неизвестная, 5", ""),
    ])
    func aRowFindsOneHouseOnly(text: String, found: String) {
        #expect(find(WrittenAddress(reading: text)) == found)
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
        #expect(find(WrittenAddress(settlement: settlement, street: street, number: number), inTown: true) == found)
    }

    @Test func housesOfOneAddressAreFound() {
        let register = Register([
            "ул. Мира; 5", "улица Мира; 5", "ул. Мира; 5к1", "д. Ивановка; ул. Мира; 5", "ул. Мира; д. 5",
        ])
        #expect(register.book.namesakes().map { $0.map(\.rawValue) } == [[0, 1, 4]])
    }
}
