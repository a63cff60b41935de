import Testing

/// Addresses that name a second house, or a house only as the neighbour of the place.
@Suite struct SeveralHousesTests {
    static let register = Register(["ул. Мира; 5", "ул. Мира; 5Г", "ул. Мира; 7", "ул. Лесная; 5", "СНТ Ветеран; ; 5"])

    @Test(arguments: [
        "5, со стороны дома 7", "5 от дома 7", "5 двор дома 7", "5, подвал дома 7", "5 (бывший 7)",
        "дом 5, старый номер 7", "5 или 7", "5 через дорогу от 7",
    ])
    func aSecondHouseMakesTheFirstDoubtful(house: String) {
        #expect(Self.register.find("ул. Мира, \(house)") == nil)
        #expect(Self.register.candidates("ул. Мира, \(house)") == ["ул. Мира; 5"])
    }

    @Test(arguments: ["5; 7", "5, 7", "5-7", "5..7", "5?, 7?", "5 (7)", "5 7", "5, 7 нет воды"])
    func aSecondNumberThatIsAHouseTooIsOffered(numbers: String) {
        #expect(Self.register.find("ул. Мира, \(numbers)") == nil)
        #expect(Self.register.candidates("ул. Мира, \(numbers)") == ["ул. Мира; 5", "ул. Мира; 7"])
    }

    @Test func theSecondNumberMayHaveALetter() {
        #expect(Self.register.candidates("ул. Мира, 5, 5Г") == ["ул. Мира; 5", "ул. Мира; 5Г"])
        #expect(Self.register.find("ул. Мира, 5Г, 5") == "ул. Мира; 5Г")
    }

    @Test(arguments: ["5, 7", "5-7", "5 (7)", "5 7", "дом 5, дом 5"])
    func aSecondNumberThatIsNoHouseIsAFlat(numbers: String) {
        #expect(Self.register.find("ул. Лесная, \(numbers)") == "ул. Лесная; 5")
    }

    @Test(arguments: [
        "у дома 5", "от дома 5 до магазина", "подъезд к дому 5", "справа от 5", "с5", "уч. 5", "участок 5", "5; 12",
        "5-подвал",
    ])
    func aNeighbourOrAPlotIsNoHouse(place: String) {
        #expect(Self.register.find("ул. Мира, \(place)") == nil)
    }

    @Test func aPlotOfAGardenIsAHouse() {
        #expect(Self.register.find("СНТ Ветеран, уч. 5") == "СНТ Ветеран; ; 5")
    }

    @Test(arguments: [
        "5, тел. 2-15-34", "дом 5, т. 8(900)000-00-01", "5, +7 900 000-00-01", "5 от 05.12.2026", "5 в 18:00",
        "5 с 18:00 до 20:00",
    ])
    func telephonesAndTimesAreNoHouses(house: String) {
        #expect(Self.register.find("ул. Мира, \(house)") == "ул. Мира; 5")
    }
}
