import Testing

/// Words and numbers of what is at the house.
@Suite struct AddressThingsTests {
    static let register = Register([
        "ул. Ленина; 1", "ул. Ленина; 5", "ул. Ленина; 12", "ул. Ленина; 38", "ул. 8 Марта; 10", "СНТ Ветеран; ; 12",
        "с. Никольское; ул. Лесная; 5",
    ])

    @Test(arguments: [
        "школа № 5, ул. Ленина, 12", "детский сад № 5 ул. Ленина 12", "магазин №1 на ул. Ленина, 12",
        "Ленина 12 (школа № 5)", "Ленина 12, школа 5", "лифт № 5 в доме 12 по ул. Ленина", "Ленина 12 детская площадка",
        "МКД № 12 по ул. Ленина", "многоквартирный дом ул. Ленина, 12", "двор дома 12 по ул. Ленина",
        "Ленина 12 общежитие", "Ленина 12, каб. 5", "Ленина 12 Тутаев", "ул. Ленина 12 правый берег",
    ])
    func aThingAtTheHouseIsNoStreetAndItsNumberNoHouse(typed: String) {
        #expect(Self.register.find(typed) == "ул. Ленина; 12")
    }

    @Test(arguments: [
        "Ленина 12 первый подъезд", "Ленина 12 5 п", "Ленина 12 п5 эт1", "Ленина 12 подъезды 1 и 5",
        "Ленина 12, подъезды 1, 5, 6", "Ленина 12 квартиры 5 и 38", "Ленина 12 пом. Н-1", "Ленина 12 ап. 5",
        "Ленина 12 дом 5 квартира", "кв 5, Ленина 12",
    ])
    func numbersOfRoomsAreNoHouses(typed: String) {
        #expect(Self.register.find(typed) == "ул. Ленина; 12")
    }

    @Test(arguments: [
        ("152300,76,Тутаевский р-н,Тутаев г,,Ленина ул,38,,1", "ул. Ленина; 38"),
        ("СНТ «Ветеран», уч. 12", "СНТ Ветеран; ; 12"),
        ("Лесная 5 Никольское", "с. Никольское; ул. Лесная; 5"), ("Тутаев 8 Марта 10", "ул. 8 Марта; 10"),
    ])
    func theOnlyNumberBetweenANameAndAWordIsTheHouse(typed: String, house: String) {
        #expect(Self.register.find(typed) == house)
    }

    @Test(arguments: ["опора № 5 по улице Ленина", "школа № 5, ул. Ленина", "подъезд 5 ул. Ленина", "Ленина 12 №5"])
    func aNumberOfSomethingElseIsNoHouse(typed: String) {
        #expect(Self.register.find(typed) == nil)
    }
}
