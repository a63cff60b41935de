import Municipality
import Testing

/// One definition of a word: differences in spelling alone do not matter to keywords and addresses.
@Suite struct WordTests {
    @Test(arguments: [
        "ул. Королёва, д. 5 А", "улица Королева 5а", "УЛ КОРОЛЕ\u{308}ВА 5а", "Кopoлeвa, 5а", "г. Королёва, дом 5-а",
    ])
    func spellingsOfAnAddressHaveOneKey(address: String) {
        #expect(AddressKey(address).text == "королева 5а")
    }

    @Test func slashesStayWithNumbersAndHyphensJoinLetters() {
        #expect(AddressKey("пр-кт 50-летия Победы, 12/3").text == "50 летия победы 12/3")
        #expect(AddressKey("б-р Молодёжный 7").text == "молодежный 7")
        #expect(AddressKey("Ново-Садовая / 7").text == "новосадовая 7")
    }

    @Test func keywordsAreFoundInLatinLettersThatLookCyrillic() {
        let water = CategoryID(rawValue: 1)
        let rules = KeywordRules([(water, ["вода"])])
        // Latin o and a.
        #expect(rules.match("где вoдa")?.category == water)
        #expect(rules.match("<b>вода</b>")?.category == water)
        #expect(rules.match("voda") == nil)
    }
}
