import Testing

/// Spellings that can mean two houses, or a house of which the register knows only a neighbour.
@Suite struct DoubtfulHouseTests {
    static let register = Register([
        "ул. Ленина; 5", "ул. Ленина; 10", "ул. Мира; 5", "ул. Мира; 22В", "ул. Дементьева; 7", "ул. Дементьева; 7к2",
        "ул. Степана Разина; 3", "мкр. 7; 14", "д. Иваново; ; 5", "с. Ленино; ; 3", "с. Никольское; ул. Лесная; 5",
        "ул. Генерала Панфилова; 2",
    ])

    @Test(
        arguments: [
            ("ул. Мира 5 / Ленина 10", []), ("ул. Мира 22 в подвале", ["ул. Мира; 22В"]),
            ("ул. Дементьева, 7, 2", ["ул. Дементьева; 7", "ул. Дементьева; 7к2"]),
            ("ул. Мира, дома 5-14", ["ул. Мира; 5"]),
            ("Иванова 5", []), ("Ленино 5", []), ("Панфилово 2", []),
        ] as [(String, [String])]
    )
    func whatIsNotSureIsOffered(typed: String, candidates: [String]) {
        #expect(Self.register.find(typed) == nil)
        #expect(candidates.isEmpty || Self.register.candidates(typed) == candidates)
    }

    @Test(arguments: [
        ("Дементьева 7/2-3", "ул. Дементьева; 7к2"), ("Дементьева 7, 12", "ул. Дементьева; 7"),
        ("С. Разина 3", "ул. Степана Разина; 3"), ("Ст. Разина, 3", "ул. Степана Разина; 3"),
        ("микрорайон №7, д.14", "мкр. 7; 14"), ("Ленино 3", "с. Ленино; ; 3"), ("ул. ул. Ленина 10", "ул. Ленина; 10"),
        ("г. Тутаев, с. Никольское, ул. Лесная, д.5", "с. Никольское; ул. Лесная; 5"),
        ("ул. Ленино 5", "ул. Ленина; 5"),
    ])
    func whatCanMeanOneHouseOnlyFindsIt(typed: String, house: String) {
        #expect(Self.register.find(typed) == house)
    }

    @Test(arguments: [
        "ул. Ленина, в районе дома 5", "район дома 5 по ул. Ленина", "ул. Ленина с 5 по 10", "дом 5 Ленина 10",
        "Дементьева 7 (2)", "Ленина 5+10", "Ленина 5 10 12", "тел. 89000000005 Ленина",
    ])
    func placesNearAHouseAndNumbersOfMoreFindNone(typed: String) {
        #expect(Self.register.find(typed) == nil)
    }

    @Test(arguments: [
        "Ленина 10 кв", "Ленина 10, т. 89000000001", "Ленина 10, вход с арки", "Ленина 10, кв. 5 к. 1",
        "ленина д 10 кв 5 ком 1",
    ])
    func whatElseIsToldOfTheHouseDoesNotMatter(typed: String) {
        #expect(Self.register.find(typed) == "ул. Ленина; 10")
    }
}
