import Testing

/// A house and what residents write behind it: never does it find another house.
@Suite struct HarmlessWordsTests {
    static let numbers = ["5", "5Г", "5/1", "5к2", "5с1", "7", "7В"]
    static let register = Register(numbers.map { "ул. Мира; \($0)" })

    static let words = [
        "", " нет воды", ", нет света", " 3 этаж", " в подвале", ", подвал", " подвал", " крыша течёт",
        " тел 89000000001",
        ", тел. 2-15-34", " г. Тутаев", ", г. Тутаев", " Тутаев", " правый берег", ", кв. 12", " кв 12", "кв12", ", 12",
        "-12",
        " 12", " - 12", " в квартире 12", " в кв. 12", " в 1 подъезде", " в подъезде", " с 1 декабря", " с 1 этажа",
        " с 1-го подъезда", " к 1 подъезду", " к 2 часам", " у 1 подъезда", " 2 подъезд", " 2-й подъезд",
        ", под. 2, эт. 3",
        ", п. 2", ", д/с", " двор", " во дворе", " с торца", " 2 раза", " 2 фонаря не горят", ", 2 колодца",
        " от 05.12.2026",
        " в 12:34", " 3 дня нет воды", " Иванов", " Иванова А.П.", " И.И. Иванов", ", собственник Иванов", " и двор",
        " а также двор", ", со стороны дома 7", " 5-этажный", " (9 этажей)", ", магазин", " лит. А", ", вход с торца",
    ]

    /// Spellings that leave no doubt.
    static let spellings: [String: [String]] = [
        "5": ["5", "д. 5", "дом 5", "№ 5", "5."],
        "5Г": ["5Г", "5г", "5 Г", "5-Г", "5 «Г»", "5 лит. Г", "д. 5Г", "5/Г", "5 корпус Г", "5, лит. Г"],
        "5/1": ["5/1", "5 / 1", "5\\1", "5 дробь 1", "д. 5/1", "5к1", "5 корп. 1"],
        "5к2": ["5к2", "5 к. 2", "5 корп. 2", "5, корпус 2", "5/2", "5 (корп. 2)"],
        "5с1": ["5с1", "5 стр. 1", "5, строение 1", "5С1"],
        "7": ["7", "д.7", "дом № 7"],
        "7В": ["7В", "7в", "7-В", "7 «В»", "7\"В\"", "дом 7В"],
    ]

    @Test(arguments: numbers)
    func wordsBehindAHouseNeverFindAnother(number: String) throws {
        for spelling in try #require(Self.spellings[number]) {
            for words in Self.words {
                let typed = "ул. Мира, \(spelling)\(words)"
                let found = Self.register.find(typed)
                #expect(found == nil || found == "ул. Мира; \(number)", "\(typed)")
                if found == nil, words != " лит. А" {
                    #expect(Self.register.candidates(typed).contains("ул. Мира; \(number)"), "\(typed)")
                }
            }
        }
    }

    @Test(arguments: numbers)
    func aHouseAloneIsFoundByEachSpelling(number: String) throws {
        for spelling in try #require(Self.spellings[number]) {
            #expect(Self.register.find("ул. Мира, \(spelling)") == "ул. Мира; \(number)", "\(spelling)")
        }
    }
}
