import Addresses
import Testing

@Suite struct AddressReadingTests {
    /// Street, number and what leads to the place in the house: `кедровая|5г|12|2|3|12к34`.
    func read(_ text: String) -> String {
        let address = WrittenAddress(reading: text)
        return [
            address.street?.words.joined(separator: " "), address.number?.description.lowercased(), address.flat,
            address.entrance, address.storey, address.intercom,
        ].map { $0 ?? "" }.joined(separator: "|").replacing(/\|+$/, with: "")
    }

    @Test(arguments: [
        "ул. Кедровая, 5 Г", "ул. Кедровая, 5 \"Г\"", "улица Кедровая дом 5г", "Кедровая ул., д.5-Г", "кедровая 5«Г»",
        "УЛ КЕДРОВАЯ, 5\u{00A0}Г", "Г ТУТАЕВ, УЛ. КЕДРОВАЯ, Д. 5 Г", "5Г, ул. Кедровая", "д. 5Г по ул. Кедровая",
        "г. Тутаев, Кедровая улица, дом номер 5Г", "152303, Ярославская область, г. Тутаев, ул. Кедровая, № 5Г",
        "Россия, Ярославская обл, Тутаевский р-н, г Тутаев, ул Кедровая, 5Г", "ул. Кедро\u{301}вая, 5Г",
    ])
    func everySpellingOfALetterIsRead(text: String) {
        #expect(read(text) == "кедровая|5г")
    }

    @Test(arguments: [
        ("ул. Сосновая, д. 5 Д", "сосновая|5д"), ("ул. Сосновая 8 Ш", "сосновая|8ш"),
        ("ул. Сосновая 8 ш, кв 3", "сосновая|8ш|3"), ("ул. Сосновая, 5 к", "сосновая|5к"),
        ("ул. Сосновая, 7A", "сосновая|7а"), ("ул. Сосновая, 5, лит. Г", "сосновая|5 лит. г"),
        ("Московское ш. 5 ш", "московское|5ш"), ("шоссе Московское, 5", "московское|5"),
        ("ул. Сосновая, 5аб", "сосновая|5аб"), ("Сосновая,5а", "сосновая|5а"),
    ])
    func letterAfterANumberIsNoWord(text: String, address: String) {
        #expect(read(text) == address)
    }

    @Test(arguments: [
        "пр-кт Волжский, 1k2", "пр-кт Волжский, 1 к2", "Волжский проспект, д. 1, к. 2", "пр-т Волжский д.1корп2",
        "просп. Волжский, 1 корпус 2", "волжский пр-кт 1 кор. 2", "Волжский 1к.2", "Волжский 1 К 2",
        "проспект Волжский, дом 1, корпус № 2",
    ])
    func everySpellingOfACorpusIsRead(text: String) {
        #expect(read(text) == "волжский|1к2")
    }

    @Test(arguments: [
        ("ул. Липовая, д. 5 к. 2 стр. 1", "липовая|5к2с1"),
        ("ул. Липовая, дом 5, корпус 2, строение 1", "липовая|5к2с1"),
        ("ул. Липовая, 5с1", "липовая|5с1"), ("ул. Липовая, 9 / 2", "липовая|9/2"),
        ("ул. Липовая, 9\\2", "липовая|9/2"),
        ("ул. Липовая, 9 дробь 2", "липовая|9/2"), ("ул. Липовая, 12/14А", "липовая|12/14а"),
        ("ул. Липовая, 9Ак2", "липовая|9ак2"), ("ул. Липовая, 9, к. а", "липовая|9ка"),
        ("ул. Липовая, 9кА", "липовая|9ка"),
        ("ул. Липовая, 48/В", "липовая|48в"),
        ("ул. Липовая, 21., к. 2", "липовая|21к2"), ("ул. Липовая, влд. 7", "липовая|7"),
        ("ул. Липовая, 76, лит. а", "липовая|76 лит. а"), ("ул. Липовая, 007", "липовая|7"),
    ])
    func partsOfANumberAreRead(text: String, address: String) {
        #expect(read(text) == address)
    }

    @Test(arguments: [
        ("ул. Мира, 5, кв. 12", "мира|5|12"), ("ул.Мира д.5кв.12", "мира|5|12"), ("Мира 5 квартира №12", "мира|5|12"),
        ("Мира 5, офис 12", "мира|5|12"), ("Мира, 5, 12", "мира|5|12"), ("Мира 5, 12 кв.", "мира|5|12"),
        ("Мира 5, 2 подъезд, 3 этаж", "мира|5||2|3"), ("Мира 5, подъезд 2, эт. 3", "мира|5||2|3"),
        ("Мира 5, 2-й подъезд", "мира|5||2"), ("Мира 5, п. 2", "мира|5||2"), ("Мира 5 под.2 кв.7", "мира|5|7|2"),
        ("Мира 5 кв.12 подъезд 2 этаж 3 домофон 12к34", "мира|5|12|2|3|12к34"),
        ("Мира, 33 (подъезды 1, 2)", "мира|33||1"),
    ])
    func whatLeadsToThePlaceInTheHouseIsReadApart(text: String, address: String) {
        #expect(read(text) == address)
    }

    @Test(arguments: [
        ("ул. 8-го Марта, 10", "8 марта|10"), ("8 Марта 10", "8 марта|10"), ("1-я Заводская, 5", "1 заводская|5"),
        ("Заводская 1-я, 5", "заводская 1|5"), ("пр-т 50-летия Победы 12", "50 лет победы|12"),
        ("ул. 50 лет Победы, 12", "50 лет победы|12"), ("ул. 95 военный городок, 1", "95 военный городок|1"),
        ("мкр. 7, 12", "7|12"), ("5 микрорайон, дом 12", "5|12"), ("ул. 1905 года, 3", "1905 года|3"),
        ("Набережная ул., 5", "набережная|5"), ("ул. Набережная, д.5", "набережная|5"), ("К. Маркса 7", "к маркса|7"),
        ("ул. Сакко и Ванцетти 5", "сакко и ванцетти|5"), ("ул. Ново-Садовая, 7", "новосадовая|7"),
    ])
    func numbersAndKindsInNamesAreNoHouses(text: String, address: String) {
        #expect(read(text) == address)
    }

    @Test(arguments: [
        ("напротив дома 5 по ул. Мира", true), ("возле Мира 5", true), ("ул. Мира, 5, 7, 9", true),
        ("дома 5 и 7 по ул. Мира", true), ("ул. Мира, 5", false), ("Мира 5, 12", false),
    ])
    func aPlaceNearAHouseOrAtSeveralIsVague(text: String, isVague: Bool) {
        #expect(WrittenAddress(reading: text).isVague == isVague)
    }

    @Test(
        arguments: [
            ("д. Ивановка, ул. Лесная, д. 5", "ивановка", "лесная"), ("д. Ивановка, 5", "ивановка", nil),
            ("г Тутаев ул Мира д 5", "тутаев", "мира"), ("Тутаевский район, с. Никольское, 7", "никольское", nil),
            ("пос. Красный Бор, ул. Мира, 1", "красный бор", "мира"), ("СНТ Ветеран, 12", "ветеран", nil),
            ("Мира, 5 г. Тутаев", "тутаев", "мира"), ("Ярославская обл., ул. Мира, 5", nil, "мира"),
        ] as [(String, String?, String?)]
    )
    func settlementIsReadApart(text: String, settlement: String?, street: String?) {
        let address = WrittenAddress(reading: text)
        #expect(address.settlement?.words.joined(separator: " ") == settlement)
        #expect(address.street?.words.joined(separator: " ") == street)
    }

    @Test(arguments: [
        "", " ", ",,,", "5", "ул.", "№", "кв", "д.", "((((", "\0", "5/5/5/5/5/5", "ул. ул. ул. 5 5 5 5", "-",
    ])
    func anyTextCanBeRead(text: String) {
        _ = WrittenAddress(reading: text)
        _ = AddressColumns(dividing: text)
        _ = WrittenAddress(reading: String(repeating: text, count: 2_000))
    }

    @Test(
        arguments: [
            ("г. Тутаев, ул. Карла Маркса, д. 5, корп. 2", "г. Тутаев", "ул. Карла Маркса", "5к2"),
            ("д. Ивановка, 7а", "д. Ивановка", "", "7А"), ("Волжский проспект, 3", nil, "Волжский проспект", "3"),
            ("ул. 50-летия Победы, 1/2", nil, "ул. 50-летия Победы", "1/2"),
            (
                "152300, Ярославская обл, Тутаевский р-н, п. Фоминское, ул.Центральная, дом 4", "п. Фоминское",
                "ул.Центральная", "4"
            ),
        ] as [(String, String?, String, String)]
    )
    func aWholeAddressIsDividedInItsOwnSpelling(text: String, settlement: String?, street: String, number: String) {
        let columns = AddressColumns(dividing: text)
        #expect(columns?.settlement == settlement)
        #expect(columns?.street == street)
        #expect(columns?.number == number)
    }
}
