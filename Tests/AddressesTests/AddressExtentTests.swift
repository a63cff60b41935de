import Addresses
import Testing

/// Where addresses are that name no house.
@Suite struct AddressExtentTests {
    let register = Register([
        "ул. Мира; 5", "ул. Мира; 7", "ул. Ленина; 5", "пер. Победы; 1", "д. Ивановка; ул. Мира; 5",
        "с. Никольское; ; 3", "ул. Степана Разина; 3",
    ])

    @Test(
        arguments: [
            ("ул. Мира", ["ул. Мира; 5", "ул. Мира; 7", "д. Ивановка; ул. Мира; 5"]),
            ("на Мира напротив дома", ["ул. Мира; 5", "ул. Мира; 7", "д. Ивановка; ул. Мира; 5"]),
            ("г. Тутаев, ул. Мира", ["ул. Мира; 5", "ул. Мира; 7"]), ("Тутаев Мира", ["ул. Мира; 5", "ул. Мира; 7"]),
            ("д. Ивановка", ["д. Ивановка; ул. Мира; 5"]), ("г. Тутаев, с. Никольское", ["с. Никольское; ; 3"]),
            ("Никольское", ["с. Никольское; ; 3"]), ("С. Разина", ["ул. Степана Разина; 3"]),
            ("ул. Мира, Правый берег", ["ул. Мира; 5", "ул. Мира; 7", "д. Ивановка; ул. Мира; 5"]),
        ]
    )
    func aStreetOrASettlementIsFound(typed: String, houses: [String]) {
        #expect(register.extent(typed) == houses)
    }

    @Test(arguments: ["ул. Неизвестная", "ул. Победы", "у моста", "г. Рыбинск, ул. Мира", "д. Ивановка, ул. Ленина"])
    func otherWordsAreUnknown(typed: String) {
        #expect(register.book.extent(of: WrittenAddress(reading: typed)) == .unknown)
    }

    @Test(arguments: ["", "во дворе", "3 подъезд, 2 этаж", "напротив дома", "Правый берег"])
    func aPlaceWithoutAStreetIsUntold(typed: String) {
        #expect(register.book.extent(of: WrittenAddress(reading: typed)) == .untold)
    }
}
