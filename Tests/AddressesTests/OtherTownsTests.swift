import Testing

/// A place behind the house that is not in the register.
@Suite struct OtherTownsTests {
    static let register = Register(["ул. Мира; 5", "с. Никольское; ул. Лесная; 5"])

    @Test(arguments: [
        "ул. Мира, 5, Рыбинск", "ул. Мира 5 Рыбинск", "ул. мира 5 рыбинск", "УЛ. МИРА 5 РЫБИНСК",
        "ул. Мира, 5 (Рыбинск)",
        "ул. Мира 5 в Рыбинске", "ул. Мира, 5, Москва", "ул. Мира 5 кострома", "ул. Мира 5, СПб",
        "ул. Мира 5, Нижний Новгород", "ул. Мира 5, Кузнечиха", "ул. Мира 5, с. Кузнечиха",
    ])
    func anotherTownIsNotThisOne(typed: String) {
        #expect(Self.register.find(typed) == nil)
        #expect(Self.register.candidates(typed) == ["ул. Мира; 5"])
    }

    @Test(arguments: [
        "ул. Мира, 5, Тутаев", "ул. Мира 5 в Тутаеве", "ул. Мира 5, Правый берег",
        "ул. Мира 5, Тутаев, Ярославская обл.",
        "ул. Мира 5, магазин Магнит", "ул. Мира 5, вход со двора", "ул. Мира, 5. Прошу принять меры",
        "ул. Мира 5, киоск",
    ])
    func otherWordsBehindTheHouseDoNotMatter(typed: String) {
        #expect(Self.register.find(typed) == "ул. Мира; 5")
    }
}
