import Municipality
import Testing

@Suite struct ContactTests {
    @Test(arguments: [
        ("+7(900)000-00-01 доб. 12", "79000000001", "12"), ("8 900 000 00 01 ext.7", "79000000001", "7"),
        ("9000000001", "79000000001", nil), ("2-00-01", "20001", nil), ("+375 (29) 000-00-01", "375290000001", nil),
        ("8 10 375 29 000 00 01", "375290000001", nil), ("00 49 30 1234567", "49301234567", nil),
        ("+79000000001;ext=12", "79000000001", "12"), ("8 (48533) 2-00-01 (вн. 3)", "74853320001", "3"),
    ])
    func aNumberIsTakenApart(text: String, digits: String, suffix: String?) {
        let phone = PhoneNumber(parsing: text)
        #expect(phone?.digits == digits)
        #expect(phone?.suffix == suffix)
    }

    @Test(arguments: [
        "тел. 8 900 000-00-01", "Тел.: +7 900 000-00-01", "т.89000000001", "моб: +79000000001",
        "сотовый 8 900 000 00 01", "8 900 000-00-01 (моб.)", "8 900 000-00-01 сот", "«8 900 000-00-01»;",
        "8_900_000_00_01", "+7 [900] 000-00-01,", "８９００００００００１", "\u{202d}+7 900 000‑00‑01\u{202c}",
    ])
    func whatOnlySaysThatItIsANumberIsLeftOut(text: String) {
        let phone = PhoneNumber(parsing: text)
        #expect(phone?.digits == "79000000001")
        #expect(phone?.suffix == nil)
    }

    @Test(arguments: [
        "8 900 000-00-0", "８９０００００００１", "тел.", "т", "моб. 112", "тел. 8 900 000-00-01, 8 900 000-00-02",
        "Иван 8 900 000-00-01",
        "8 900 000-00-01 Иван", "3-00-00/3-00-01", "тел. тел. тел.",
    ])
    func otherWordsAndSeveralNumbersAreNone(text: String) {
        #expect(PhoneNumber(parsing: text) == nil)
    }

    @Test(arguments: ["тел. 2-00-00, факс 2-00-01", "8 (48533) 2-00-00; 112", "тел. 112"])
    func anOrganisationsNumbersHaveTheirWords(text: String) {
        #expect(PhoneNumber.areCallable(text))
    }

    /// Else two numbers within the town, or one of another town, were one person.
    @Test func aNumberWithinTheTownIsNotTheSameWithACode() {
        let town = AppealContact(phone: "2-00-01").key
        #expect(town == "tel:20001")
        #expect(AppealContact(phone: "8 (48533) 2-00-01").key == "tel:74853320001")
        #expect(AppealContact(phone: "112").key == nil)
    }

    @Test func eMailIsTheSameInCapitalsAndSmallLetters() {
        #expect(AppealContact(email: "Name@Example.org").key == AppealContact(email: "name@example.ORG").key)
        #expect(AppealContact(email: "name@example.org").key != AppealContact(email: "name1@example.org").key)
    }

    @Test(arguments: [
        ("name@пример.рф", "NAME@XN--E1AFMKFD.XN--P1AI"), ("почта@ПРИМЕР.РФ", "почта@xn--e1afmkfd.xn--p1ai"),
        ("name@bu\u{308}cher.de", "name@xn--bcher-kva.de"),
    ])
    func eMailIsTheSameInBothFormsOfItsDomain(unicode: String, ascii: String) {
        let key = AppealContact(email: unicode).key
        #expect(key != nil)
        #expect(key == AppealContact(email: ascii).key)
    }

    @Test(arguments: [
        ("+7 900 123-45-67", "***67"), ("+7 900 123-45-67 доб. 12", "***67"), ("2-00-01", "***"),
        ("без телефона", "***"),
    ])
    func aMaskShowsTheLastDigitsOfTheNumberOnly(phone: String, masked: String) {
        #expect(ContactMask.phone(phone) == masked)
    }
}
