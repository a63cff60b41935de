import Municipality
import Testing

@Suite struct AppealNumberTests {
    let numbering = AppealNumbering(secret: Array(repeating: 7, count: 32))

    @Test func numbersOfNeighboursDifferAndAreValid() throws {
        var seen: Set<AppealNumber> = []
        for id in Int64(1)...20_000 {
            let number = numbering.number(of: AppealID(rawValue: id))
            #expect(AppealNumber(parsing: number.description) == number)
            seen.insert(number)
        }
        #expect(seen.count == 20_000)
    }

    @Test func anotherSecretGivesOtherNumbers() {
        let other = AppealNumbering(secret: Array(repeating: 8, count: 32))
        let same = (Int64(1)...1_000).count { id in
            numbering.number(of: AppealID(rawValue: id)) == other.number(of: AppealID(rawValue: id))
        }
        #expect(same <= 1)
    }

    @Test func beyondAHundredMillionNumbersGrow() {
        #expect(numbering.number(of: AppealID(rawValue: 99_999_999)).digits.utf8.count == 9)
        #expect(numbering.number(of: AppealID(rawValue: 100_000_000)).digits.utf8.count == 11)
    }

    @Test(arguments: [1, 4_711, 99_999_999, 100_000_000, 10_099_999_999, 10_100_000_000, 1_000_000_000_000] as [Int64])
    func anAppealIsFoundByItsNumber(id: Int64) {
        let number = numbering.number(of: AppealID(rawValue: id))
        #expect(numbering.appeal(of: number) == AppealID(rawValue: id))
        #expect(AppealNumber(parsing: number.digits) == number)
        #expect(AppealNumber(parsing: number.description) == number)
    }

    @Test func aNumberLongerThanAnyAppealsIsRefused() throws {
        let number = try #require(AppealNumber(parsing: String(repeating: "0", count: 19)))
        #expect(numbering.appeal(of: number) == nil)
    }

    @Test func everySingleWrongDigitAndSwapIsCaught() throws {
        let digits = Array(numbering.number(of: AppealID(rawValue: 4_711)).digits)
        for place in digits.indices {
            for wrong in "0123456789" where wrong != digits[place] {
                var changed = digits
                changed[place] = wrong
                #expect(AppealNumber(parsing: String(changed)) == nil)
            }
            if place + 1 < digits.count, digits[place] != digits[place + 1] {
                var swapped = digits
                swapped.swapAt(place, place + 1)
                #expect(AppealNumber(parsing: String(swapped)) == nil)
            }
        }
    }

    @Test(arguments: [
        "", "1", "12-34", "417a290356", "от 417-290-356", "417-290-356 417-290-356", "номер", "abc-def-ghi",
        "123 456 78x", "№", "«»", "No", String(repeating: "1", count: 40), "١٢٣٤٥٦٧٨٩",
    ])
    func invalidNumbersAreRefused(text: String) {
        #expect(AppealNumber(parsing: text) == nil)
    }

    @Test(arguments: [
        "№ 417–290–356.", "417\u{00A0}290\u{202F}356", "417\u{200B}-290\u{00AD}-\u{2060}356", "Номер: 417-290-356",
        "обращение № 417-290-356", "№ обращения 417-290-356", "Ваш номер 417−290−356!", "Nо 417-290-356",
        "417.290.356", "417_290/356", "４１７－２９０－３５６", "*417-290-356*", "`417-290-356`?",
    ])
    func aPastedNumberIsUnderstood(text: String) {
        #expect(AppealNumber(parsing: text)?.description == "417-290-356")
    }

    @Test func separatorsInANumberAreIgnored() {
        let number = numbering.number(of: AppealID(rawValue: 12))
        #expect(AppealNumber(parsing: number.digits) == number)
        #expect(AppealNumber(parsing: " " + number.description.replacing("-", with: " ")) == number)
    }
}

@Suite struct FollowUpCodeTests {
    let numbering = AppealNumbering(secret: Array(repeating: 7, count: 32))

    @Test func aCodeBelongsToOneNumber() throws {
        let first = numbering.number(of: AppealID(rawValue: 1))
        let second = numbering.number(of: AppealID(rawValue: 2))
        let code = numbering.followUpCode(of: first)
        #expect(code.matches(numbering.followUpCode(of: first)))
        #expect(!code.matches(numbering.followUpCode(of: second)))
        #expect(FollowUpCode(parsing: code.description) == code)
        #expect(FollowUpCode(parsing: code.description.lowercased()) == code)
    }

    @Test func similarLookingLettersInACodeAreAccepted() throws {
        // Cyrillic КМТХСНЕА, and the letter O instead of zero.
        #expect(FollowUpCode(parsing: "КМТХ-СНЕА")?.characters == "KMTXCHEA")
        #expect(FollowUpCode(parsing: "oil0-1111")?.characters == "01101111")
    }

    @Test(arguments: ["Код: 7K3M-Q9TX", "код 7К3М–Q9ТХ.", "7K3M_Q9TX", "７K3M\u{200B}Q9TX", "«7k3m q9tx»"])
    func aPastedCodeIsUnderstood(text: String) {
        #expect(FollowUpCode(parsing: text)?.characters == "7K3MQ9TX")
    }

    @Test(arguments: ["", "7K3M", "7K3M-Q9T", "7K3M-Q9TU", "7K3M-Q9TX1", String(repeating: "A", count: 1_000)])
    func invalidCodesAreRefused(text: String) {
        #expect(FollowUpCode(parsing: text) == nil)
    }

    @Test func theSameContactIsTheSameResident() {
        #expect(numbering.residentKey(of: "tel:1") == numbering.residentKey(of: "tel:1"))
        #expect(numbering.residentKey(of: "tel:1") != numbering.residentKey(of: "tel:2"))
        #expect(numbering.residentKey(of: "tel:1").count == 16)
    }
}
