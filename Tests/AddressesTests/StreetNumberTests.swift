import Testing

/// Numbers, letters and kinds that may belong to the name of a street or a village.
@Suite struct StreetNumberTests {
    static let register = Register([
        "ул. Заводская; 1", "ул. Заводская; 2", "ул. 2-я Заводская; 8", "ул. Мира; 5", "ул. Речная-3; 6",
        "СНТ Ветеран; ул. Вишнёвая; 3", "с. Никольское; ул. Лесная; 5", "с. Пушкино; ; 5", "ул. Пушкина; 5",
        "с. Разино; ; 5", "ул. С. Разина; 5", "ул. Полевая; 5", "ул. Верхняя Полевая; 5", "ул. Набережная; 5",
        "д. Малая Ивановка; ; 3", "мкр. Молявинское; ул. Садовая; 9", "ул. Садовая; 7",
    ])

    @Test(arguments: ["ул. Заводская-2, 8", "ул. Заводская 2, 8"])
    func aNumberBesideANameMayBelongToIt(typed: String) {
        #expect(Self.register.find(typed) == nil)
        #expect(Self.register.candidates(typed) == ["ул. Заводская; 2", "ул. 2-я Заводская; 8"])
    }

    @Test(arguments: [
        "СНТ Ветеран-2, Вишнёвая 3", "Никольское-2, ул. Лесная, 5", "ул. Речная, 3", "ул. мира 5 чебаково",
        "ул. мира 5, фоминское", "ул. мира, 5 красный бор", "ул. Мира 5, Красный Бор", "д. Б. Ивановка 3",
    ])
    func anotherNumberOrVillageIsAnotherPlace(typed: String) {
        #expect(Self.register.find(typed) == nil)
    }

    @Test(arguments: [
        ("ул. 3-я Речная, 6", "ул. Речная-3; 6"), ("в Пушкине 5", "с. Пушкино; ; 5"), ("в Разине 5", "с. Разино; ; 5"),
        ("ул. Пушкина 5", "ул. Пушкина; 5"), ("ул В Полевая 5", "ул. Верхняя Полевая; 5"),
        ("Набережная 5", "ул. Набережная; 5"), ("д. М. Ивановка 3", "д. Малая Ивановка; ; 3"),
        ("мкр. Молявинское, ул. Садовая, 9", "мкр. Молявинское; ул. Садовая; 9"),
    ])
    func theNameAsItIsWrittenFindsItsStreet(typed: String, house: String) {
        #expect(Self.register.find(typed) == house)
    }
}
