import Municipality
import Testing

@Suite struct RoutingDecisionTests {
    func contract(_ id: Int64, _ organisation: Int32, _ reach: ContractCandidate.Reach) -> ContractCandidate {
        ContractCandidate(
            contract: ContractID(rawValue: id),
            organisation: OrganisationID(rawValue: organisation),
            reach: reach
        )
    }

    @Test func theMostSpecificContractDecides() {
        let decision = RoutingDecision(
            categoryKnown: true,
            houseKnown: true,
            candidates: [contract(1, 10, .town), contract(2, 20, .area), contract(3, 30, .house)]
        )
        #expect(
            decision
                == .route(
                    OrganisationID(rawValue: 30),
                    contract: ContractID(rawValue: 3),
                    reason: .contractForHouse
                )
        )
    }

    @Test func contractsOfTwoOrganisationsWithTheSameReachGoToTriage() {
        let decision = RoutingDecision(
            categoryKnown: true,
            houseKnown: true,
            candidates: [contract(1, 10, .area), contract(2, 20, .area)]
        )
        #expect(decision == .triage(.severalContracts))
    }

    @Test func twoContractsOfOneOrganisationDecide() {
        let decision = RoutingDecision(
            categoryKnown: true,
            houseKnown: true,
            candidates: [contract(2, 10, .town), contract(1, 10, .town)]
        )
        #expect(
            decision
                == .route(OrganisationID(rawValue: 10), contract: ContractID(rawValue: 1), reason: .contractForTown)
        )
    }

    @Test func theReasonNamesWhatIsMissing() {
        #expect(
            RoutingDecision(categoryKnown: false, houseKnown: true, candidates: []) == .triage(.categoryUnknown)
        )
        #expect(RoutingDecision(categoryKnown: true, houseKnown: true, candidates: []) == .triage(.noContract))
        #expect(RoutingDecision(categoryKnown: true, houseKnown: false, candidates: []) == .triage(.houseUnknown))
    }

    @Test func everyReasonHasWordsInBothLanguages() {
        for reason in RoutingReason.allCases {
            let russian = reason.sentence(in: .russian)
            #expect(russian.contains { ("а"..."я").contains($0) })
            #expect(reason.sentence(in: .english).allSatisfy { $0.isASCII })
        }
    }
}

@Suite struct KeywordRulesTests {
    let heating = CategoryID(rawValue: 1)
    let water = CategoryID(rawValue: 2)
    var rules: KeywordRules {
        KeywordRules([(heating, ["батаре", "отоплен", "холодно в квартир"]), (water, ["горяч вод", "нет вод"])])
    }

    @Test func stemsAndPhrasesAreFoundInRunningText() {
        #expect(rules.match("Вторые сутки ХОЛОДНЫЕ батареи, отопление не дали!")?.category == heating)
        #expect(rules.match("Нет воды с утра")?.category == water)
        #expect(rules.match("Горячей воды нет")?.keywords == ["горяч вод"])
    }

    @Test func aTieOrNoKeywordGivesNoCategory() {
        #expect(rules.match("батареи холодные") != nil)
        #expect(rules.match("Здравствуйте, помогите") == nil)
        #expect(rules.match("") == nil)
        #expect(KeywordRules([(heating, ["труб"]), (water, ["труб"])]).match("Течёт труба") == nil)
    }

    @Test func keywordsWithYoAndYeAreTheSame() {
        #expect(KeywordRules([(water, ["течет"])]).match("ТЕЧЁТ кран")?.category == water)
        #expect(KeywordRules([(water, ["течет"])]).match("тече\u{308}т кран")?.category == water)
    }

    @Test func lettersInTwoPiecesAndOfOtherAlphabetsAreLetters() {
        #expect(KeywordRules([(water, ["горячий кран"])]).match("горячии\u{306} кран")?.category == water)
        #expect(KeywordRules([(water, ["wasser", "вода"])]).match("KEIN WASSER")?.category == water)
        #expect(KeywordRules([(water, ["өрт"])]).match("Өрт!")?.category == water)
        #expect(KeywordRules([(water, ["вода"])]).match("проводами") == nil)
    }

    @Test func aRepeatedKeywordCountsOnce() {
        let rules = KeywordRules([(heating, ["тепл"]), (water, ["кран", "вод"])])
        #expect(rules.match("тепло тепла теплу теплом, а из крана нет воды")?.category == water)
    }

    @Test func onlyAClearLeadGivesACategory() {
        let rules = KeywordRules([(heating, ["нет тепл", "батаре", "радиатор"]), (water, ["кран", "вода", "напор"])])
        #expect(rules.match("нет тепла, и кран")?.category == heating)
        #expect(rules.match("нет тепла, и кран, и вода") == nil)
        #expect(rules.match("батареи, радиаторы, кран")?.category == heating)
        #expect(rules.match("батареи, радиаторы, нет тепла, кран, вода")?.category == heating)
    }

    @Test func aWeakKeywordNeverDecidesButCounts() {
        let rules = KeywordRules([(heating, ["снег?", "нет тепл"]), (water, ["кран", "плохая вода?"])])
        #expect(rules.match("снег") == nil)
        #expect(rules.match("кран")?.category == water)
        #expect(rules.match("кран и снег") == nil)
        #expect(rules.match("плохая вода") == nil)
        #expect(rules.match("кран, снег, плохая вода")?.keywords == ["кран", "плохая вода?"])
    }

    @Test func theOpeningOfATextDecides() {
        let rules = KeywordRules([(heating, ["батаре"]), (water, ["кран", "нет воды"])])
        let filler = String(repeating: "и так далее ", count: 14)
        #expect(rules.match("батареи " + filler)?.category == heating)
        #expect(rules.match(filler + "батареи") == nil)
        #expect(rules.match("батареи " + filler + "кран")?.category == heating)
        #expect(rules.match("батареи " + filler + "нет воды") == nil)
    }

    @Test func everyCategoryWithAKeywordIsRead() {
        let categories = (1...4).map { CategoryID(rawValue: $0) }
        let keywords = [["снег?"], ["нет воды", "кран"], ["батаре"], ["нет лифта?"]]
        let rules = KeywordRules(Array(zip(categories, keywords)))
        let all = rules.read("нет лифта, батареи, снег, кран, нет воды").all
        #expect(all.map(\.category) == [categories[1], categories[0], categories[2], categories[3]])
        #expect(all.map(\.isStrong) == [true, false, true, false])
        #expect(all.map(\.isMoreThanHint) == [true, false, true, true])
        #expect(all.first?.keywords == ["кран", "нет воды"])
        #expect(rules.read("спасибо").all.isEmpty)
    }
}

@Suite struct SlugTests {
    @Test func slugsComeFromRussianNames() {
        #expect(Slug(from: "ООО \"Тутаевский дом\"")?.rawValue == "ooo-tutaevskiy-dom")
        #expect(Slug(from: "«»") == nil)
        #expect(Slug(rawValue: "-x") == nil)
        #expect(Slug(rawValue: "Тепло") == nil)
    }

    @Test func distancesAreInMetres() throws {
        let here = try #require(Coordinates(latitude: 57.87, longitude: 39.54))
        let there = try #require(Coordinates(latitude: 57.871, longitude: 39.54))
        #expect(abs(here.distance(to: there) - 111.2) < 0.5)
        #expect(Coordinates(latitude: 91, longitude: 0) == nil)
        #expect(Coordinates(latitude: .nan, longitude: 0) == nil)
    }
}
