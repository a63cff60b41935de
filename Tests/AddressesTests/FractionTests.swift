import Testing

/// Words behind a number with a slash.
@Suite struct FractionTests {
    static let register = Register([
        "ул. Мира; 5", "ул. Мира; 5/1", "ул. Мира; 5А/1", "ул. Мира; 5Г", "ул. Мира; 7А", "ул. Мира; 54",
        "ул. 8 Марта; 3", "ул. Заводская; 1",
    ])

    @Test(arguments: [
        "нет воды", "Тутаев", "подвал", "тел 89000000001", "тел. 2-15-34", "правый берег", "жилой дом", "третий этаж",
        "05.12.2026", "лежит 5 лет", "кв. 12",
    ])
    func wordsLeaveTheFraction(words: String) {
        #expect(Self.register.find("ул. Мира, 5/1 \(words)") == "ул. Мира; 5/1")
        #expect(Self.register.find("ул. Мира, 5\\1 \(words)") == "ул. Мира; 5/1")
        #expect(Self.register.find("ул. Мира, 5 дробь 1 \(words)") == "ул. Мира; 5/1")
        #expect(Self.register.find("ул. Мира, 5А/1 \(words)") == "ул. Мира; 5А/1")
        #expect(Self.register.find("ул. Мира, 5/Г \(words)") == "ул. Мира; 5Г")
    }

    @Test(arguments: ["5/1 напротив магазина", "5/1 около школы", "5/1 Иванов", "5/1 Заводская"])
    func wordsThatMeanAnotherPlaceMakeItDoubtful(number: String) {
        #expect(Self.register.find("ул. Мира, \(number)") == nil)
        #expect(Self.register.candidates("ул. Мира, \(number)") == ["ул. Мира; 5/1"])
    }

    @Test(arguments: [
        ("ул. Мира, 5/1", "ул. Мира; 5/1"), ("5/1 Мира", "ул. Мира; 5/1"), ("ул. Мира, 54/8 Марта", "ул. Мира; 54"),
    ])
    func aDateAfterTheSlashIsACorner(typed: String, house: String) {
        #expect(Self.register.find(typed) == house)
    }

    @Test func digitsGluedToTheLetterAreNoFlat() {
        #expect(Self.register.find("ул. Мира, 7А3") == nil)
        #expect(Self.register.find("ул. Мира, 5А1 нет воды") == "ул. Мира; 5А/1")
    }
}
