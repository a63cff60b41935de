import Addresses
import Testing

/// Whole addresses of a register, divided into columns.
@Suite struct AddressColumnsTests {
    static let names = RegisterNames(
        Register(["ул. Мира; 5", "Лесная; 5", "д. Чебаково; ул. Лесная; 1"]).book,
        settlements: ["д. Чебаково", "с. Гора", "д. Гора"]
    )

    /// `settlement|street|number|flat`, or the problem.
    func divided(_ text: String, settlement: String? = nil) -> String {
        do throws(AddressProblem) {
            let columns = try AddressColumns(dividing: text, settlement: settlement, in: Self.names)
            return [columns.settlement, columns.street, columns.number, columns.flat].map { $0 ?? "" }
                .joined(separator: "|")
        } catch {
            return switch error {
            case .noHouse: "no house"
            case .vague: "vague"
            case .corner: "corner"
            case .doubtful(let part): "doubtful \(part)"
            case .unread(let parts): "unread \(parts.joined(separator: "; "))"
            case .bareName(let name): "bare \(name)"
            case .otherRegion: "other region"
            case .otherSettlement(let name): "other \(name)"
            }
        }
    }

    @Test(arguments: [
        ("г. Тутаев, ул. Карла Маркса, д. 5, корп. 2", "|ул. Карла Маркса|5к2|"),
        ("д. Ивановка, 7а", "д. Ивановка||7А|"), ("Волжский проспект, 3", "|Волжский проспект|3|"),
        ("ул. 50-летия Победы, 1/2", "|ул. 50-летия Победы|1/2|"), ("ул. 8-е Марта, 4", "|ул. 8-е Марта|4|"),
        (
            "152300, Ярославская обл, Тутаевский р-н, п. Фоминское, ул.Центральная, дом 4",
            "п. Фоминское|ул.Центральная|4|"
        ),
        ("г. Тутаев, д. Ивановка, ул. Мира, 5", "д. Ивановка|ул. Мира|5|"),
        ("Правый берег, ул. Мира, 5", "|ул. Мира|5|"),
        ("ул. Мира, 5, Тутаев", "|ул. Мира|5|"), ("ул. Мира, 5, лит. Г", "|ул. Мира|5 лит. Г|"),
        ("ул. Мира, 5, подъезд 2, кв. 12", "|ул. Мира|5|12"), ("ул. Мира, 9Ак2с1", "|ул. Мира|9Ак2с1|"),
        ("Лесная, 5", "|Лесная|5|"), ("ул. 1-я Заводская, 007", "|ул. 1-я Заводская|7|"),
        ("СНТ Ветеран, 12", "СНТ Ветеран||12|"), ("ул. Мира, 48/В", "|ул. Мира|48В|"),
        ("ул. Ленина, 5/1 Тутаев", "|ул. Ленина|5/1|"), ("ул. Мира, 5В 3 этаж", "|ул. Мира|5В|"),
        ("Ленина, 5", "|Ленина|5|"), ("Фоминское, 5", "|Фоминское|5|"),
    ])
    func anAddressIsDividedInItsOwnSpelling(text: String, columns: String) {
        #expect(divided(text) == columns)
    }

    @Test(arguments: [
        ("Чебаково, ул. Лесная, 5", "д. Чебаково|ул. Лесная|5|"),
        ("ул. Лесная, 5, Чебаково", "д. Чебаково|ул. Лесная|5|"),
        ("ул. Лесная, 5 (Чебаково)", "д. Чебаково|ул. Лесная|5|"), ("Чебаково, 5", "д. Чебаково||5|"),
        ("Чебаково Лесная 5", "д. Чебаково|Лесная|5|"), ("дер. Чебаково, 5", "дер. Чебаково||5|"),
        ("Тутаев Лесная 5", "|Лесная|5|"),
    ])
    func aVillageOfTheRegisterIsTheSettlement(text: String, columns: String) {
        #expect(divided(text) == columns)
    }

    @Test(arguments: [
        ("ул. Мира, 5, Рыбинск", "unread Рыбинск"), ("Рыбинск, ул. Мира, д. 4", "unread Рыбинск"),
        ("г. Рыбинск, ул. Мира, 4", "unread г. Рыбинск"), ("Ярославль, ул. Мира, 98", "unread Ярославль"),
        ("ул. Ленина, 96, Фоминское", "unread Фоминское"), ("ул. Ленина, 95 (Фоминское)", "unread Фоминское"),
        ("Гора, ул. Мира, 4", "unread Гора"), ("д. Чебаково, д. Ивановка, 4", "unread Чебаково"),
        ("ул. Мира, 5-этажный дом", "no house"), ("ул. Мира, 5, подъезд 2", "unread подъезд 2"),
        ("школа № 3, ул. Мира, 5", "unread 3"), ("ул. 8 Марта, 5, школа № 8", "unread 8"),
        ("ул. Мира, 5, 8 900 123-45-67", "unread 8; 900; 123; 45; 67"),
    ])
    func wordsThatAreNotUnderstoodAreNamed(text: String, problem: String) {
        #expect(divided(text) == problem)
    }

    @Test(arguments: [
        "ул. Мира, 5 / Ленина, 10", "ул. Мира, 5Д-7", "ул. Мира, 5, 2",
        "ул. Мира, 5 г. Тутаев", "ул. Мира, 5г. Тутаев", "Заводская-2, 8", "ул. Мира, 5-7", "ул. Мира, 5; 7",
        "дома 5 и 7 по ул. Мира", "напротив ул. Мира, 5", "С. Разина, 3", "Мира, 5", "Фоминское Ленина 97",
        "Рыбинск, 5", "ул. Мира", "5", "", "ул. Мира, 5 от дома 7", "г. Тутаев, 5",
    ])
    func whatMayMeanAnotherHouseIsRefused(text: String) {
        #expect(throws: AddressProblem.self) { try AddressColumns(dividing: text, in: Self.names) }
    }

    @Test(arguments: [
        ("ул. Мира, 5", "д. Ивановка", "д. Ивановка|ул. Мира|5|"), ("Ивановка, 5", "д. Ивановка", "д. Ивановка||5|"),
        ("г. Тутаев, ул. Мира, 5", "д. Ивановка", "д. Ивановка|ул. Мира|5|"),
        ("д. Чебаково, ул. Мира, 5", "д. Ивановка", "other д. Чебаково"),
        ("д. Чебаково, ул. Мира, 5", "г. Тутаев", "other д. Чебаково"),
        ("г. Тутаев, ул. Мира, 5", "г. Тутаев", "|ул. Мира|5|"),
    ])
    func theSettlementOfTheRowIsNotContradicted(text: String, settlement: String, columns: String) {
        #expect(divided(text, settlement: settlement) == columns)
    }
}
