import Municipality
import Testing

/// One definition of a word: differences in spelling alone do not matter to keywords.
@Suite struct WordTests {
    @Test func keywordsAreFoundInLatinLettersThatLookCyrillic() {
        let water = CategoryID(rawValue: 1)
        let rules = KeywordRules([(water, ["вода"])])
        // Latin o and a.
        #expect(rules.match("где вoдa")?.category == water)
        #expect(rules.match("<b>вода</b>")?.category == water)
        #expect(rules.match("voda") == nil)
    }
}
