import Testing

/// Parts of the number that stand in brackets, before the house, or before their word.
@Suite struct CorpusTests {
    static let register = Register([
        "ул. Мира; 5", "ул. Мира; 5А", "ул. Мира; 7", "ул. Мира; 7к2", "ул. Мира; 9кБ", "ул. Мира; 9кАс2",
        "ул. Мира; 9кАсБ",
    ])

    @Test(arguments: [
        ("ул. Мира 7 (корп. 2)", "ул. Мира; 7к2"), ("ул. Мира 7 (корпус 2), кв. 5", "ул. Мира; 7к2"),
        ("ул. Мира 7 (2 корпус)", "ул. Мира; 7к2"), ("ул. Мира, 7, 2 корпус", "ул. Мира; 7к2"),
        ("ул. Мира, 7, 2-й корпус г. Тутаев", "ул. Мира; 7к2"), ("ул. Мира 7 2-й корпус", "ул. Мира; 7к2"),
        ("ул. Мира 7 второй корпус", "ул. Мира; 7к2"),
        ("ул. Мира, корпус 2, дом 7", "ул. Мира; 7к2"), ("ул. Мира 7 блок 2", "ул. Мира; 7к2"),
        ("ул. Мира 5 (А)", "ул. Мира; 5А"), ("ул. Мира дом 5 буква а", "ул. Мира; 5А"),
    ])
    func everyPlaceOfACorpusIsRead(typed: String, house: String) {
        #expect(Self.register.find(typed) == house)
    }

    @Test(arguments: ["ул. Мира 7 (корп. 3)", "ул. Мира 7 третий корпус", "ул. Мира 7 3-й корпус", "ул. Мира 5 (Б)"])
    func aCorpusThatIsNotThereFindsNone(typed: String) {
        #expect(Self.register.find(typed) == nil)
    }
}
