import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// The catalogue's keywords decide only where it is proved that they are right often enough.
@Suite struct KeywordEvidenceTests {
    func forget(_ test: TestTown) async throws {
        try await test.pool.execute("UPDATE categories SET keywords_right = 0")
    }

    func decide(_ text: String, _ test: TestTown) async throws -> AppealView {
        let receipt = try await test.submit(text, house: 1)
        try await test.routeAll()
        return try await AppealService(town: test.town)
            .staffView(try test.author(of: receipt).number, by: TestTown.coordinator)
    }

    @Test func keywordsWithoutEvidenceOnlyPropose() async throws {
        try await TestTown.with { test in
            try await forget(test)
            let appeal = try await decide("Мусор и темно, и протекает крыша", test)
            #expect(appeal.state == .triage)
            #expect(appeal.category == nil)
            let decision = try #require(appeal.decision)
            #expect(decision.reason.code == .categoryUnknown)
            #expect(decision.suggestions.map(\.code) == ["house.roof", "yard.light", "yard.rubbish"])
            #expect(decision.suggestions.first?.keywords == ["крыш"])
            #expect(decision.explanation.ru.contains("Ключевые слова каталога предлагают (это не решение): house.roof"))
            #expect(decision.explanation.en.contains("The catalogue's keywords propose (this is not a decision)"))
        }
    }

    @Test func theLowerBoundDecides() async throws {
        try await TestTown.with { test in
            for (right, wrong, decides) in [(44, 0, false), (45, 0, true), (75, 1, false), (76, 1, true)] {
                try await test.pool.execute(
                    "UPDATE categories SET keywords_right = \(right), keywords_wrong = \(wrong)"
                )
                let appeal = try await decide("Нет воды \(right)", test)
                #expect(appeal.state == (decides ? .routed : .triage), "\(right) right, \(wrong) wrong")
                #expect(appeal.decision?.suggestions.map(\.code) == (decides ? [] : ["water.none"]))
            }
        }
    }

    @Test func aProposedEmergencyWaitsAtTheHeadOfTriage() async throws {
        try await TestTown.with { test in
            try await forget(test)
            for text in ["Мусор", "Темно", "Отопление отключили", "Помогите", "Батареи холодные"] {
                _ = try await test.submit(text, house: 1)
            }
            try await test.routeAll()
            let triage = TriageService(town: test.town)
            let all = try await triage.list(after: nil, limit: 10, by: TestTown.coordinator)
            let expected = ["Отопление отключили", "Батареи холодные", "Мусор", "Темно", "Помогите"]
            #expect(all.items.map(\.text) == expected)
            var pages: [String] = []
            var after: String?
            repeat {
                let page = try await triage.list(after: after, limit: 1, by: TestTown.coordinator)
                pages += page.items.map(\.text)
                after = page.next
            } while after != nil
            #expect(pages == expected)
        }
    }

    /// Whether the latest appeal waits at the head of triage.
    func isUrgent(_ test: TestTown) async throws -> Bool {
        try await test.pool.query("SELECT triage_urgency = 0 FROM appeals ORDER BY appeal_id DESC LIMIT 1")
            .only(Bool.self)
    }

    func setKeywords(_ keywords: [String: String], right: Int, _ test: TestTown) async throws {
        for (category, list) in keywords {
            // New keywords have no evidence.
            try await test.pool.execute("UPDATE categories SET keywords = \(list)::text[] WHERE code = \(category)")
            try await test.pool.execute("UPDATE categories SET keywords_right = \(right) WHERE code = \(category)")
        }
    }

    @Test func anEmergencyIsProposedBesideTheBestThree() async throws {
        try await TestTown.with { test in
            let keywords = [
                "heating.none": "{искр}", "house.roof": "{крыш,чердак}", "yard.light": "{темно,фонар}",
                "yard.rubbish": "{мусор,бак}",
            ]
            try await setKeywords(keywords, right: 0, test)
            let appeal = try await decide("Мусор и бак, темно и фонарь, крыша и чердак, искрит", test)
            #expect(
                appeal.decision?.suggestions.map(\.code) == [
                    "house.roof", "yard.light", "yard.rubbish", "heating.none",
                ]
            )
            #expect(try await isUrgent(test))
        }
    }

    /// A single doubtful word that others outweigh is no emergency; one with the most points, or a phrase, is.
    @Test func doubtfulWordsMayProposeAnEmergency() async throws {
        try await TestTown.with { test in
            try await setKeywords(
                ["heating.none": "{труб?,нету тепл?}", "house.roof": "{крыш,чердак}"],
                right: 0,
                test
            )
            _ = try await decide("Крыша, чердак, труба", test)
            #expect(try await isUrgent(test) == false)
            _ = try await decide("Труба", test)
            #expect(try await isUrgent(test))
            _ = try await decide("Крыша, чердак, нету тепла", test)
            #expect(try await isUrgent(test))
        }
    }

    /// The keywords of the roof may decide, but the text also tells of an emergency, for which another is responsible.
    @Test func anEmergencyInTheTextStopsADecision() async throws {
        try await TestTown.with { test in
            try await setKeywords(["heating.none": "{искр}", "house.roof": "{крыш,чердак}"], right: 100, test)
            #expect(try await decide("Протекает крыша, залит чердак", test).state == .routed)
            let appeal = try await decide("Протекает крыша, залит чердак, искрит", test)
            #expect(appeal.state == .triage)
            #expect(try await isUrgent(test))
            let decision = try #require(appeal.decision)
            #expect(decision.reason.code == .emergencyPossible)
            #expect(decision.suggestions.map(\.code) == ["house.roof", "heating.none"])
            #expect(decision.explanation.ru.contains("другие слова обращения говорят об аварии"))
        }
    }

    @Test func theTownsDecidedAppealsAreEvidence() async throws {
        try await TestTown.with { test in
            try await forget(test)
            for number in 0..<46 { _ = try await test.submit("Нет воды, квартира \(number)", house: 1) }
            _ = try await test.submit("Темно", house: 1)
            try await test.routeAll()
            let triage = TriageService(town: test.town)
            let waiting = try await triage.list(after: nil, limit: 100, by: TestTown.coordinator)
            for item in waiting.items {
                _ = try await triage.route(
                    try #require(AppealNumber(parsing: item.number)),
                    to: "vodokanal",
                    // The dark yard was really a pipe.
                    category: "water.none",
                    note: nil,
                    by: TestTown.coordinator
                )
            }
            let service = KeywordEvidenceService(town: test.town)
            #expect(try await service.all(by: .console).allSatisfy { !$0.decides && $0.counted.count == 0 })
            for _ in 1...2 {
                let families = try await service.count(by: .console)
                let water = try #require(families.first { $0.category == "water.none" })
                #expect(water.counted == KeywordEvidence(right: 46, wrong: 0))
                #expect(water.decides && water.lowerBound > 0.95)
                let dark = try #require(families.first { $0.category == "yard.light" })
                #expect(dark.counted == KeywordEvidence(right: 0, wrong: 1) && !dark.decides)
            }
            #expect(try await decide("Опять нет воды", test).state == .routed)
        }
    }

    @Test func changedKeywordsLoseTheirEvidence() async throws {
        try await TestTown.with { test in
            try await test.pool.execute("UPDATE categories SET town_right = 7")
            var draft = CategoryDraft()
            draft.limitHours = 5
            let categories = CategoryService(town: test.town)
            _ = try await categories.update("water.none", draft, by: TestTown.administrator)
            let service = KeywordEvidenceService(town: test.town)
            func water() async throws -> KeywordFamily? {
                try await service.all(by: .console).first { $0.category == "water.none" }
            }
            #expect(try await water()?.shipped.right == 100)
            #expect(try await water()?.counted.right == 7)
            draft.keywords = ["вода"]
            _ = try await categories.update("water.none", draft, by: TestTown.administrator)
            #expect(try await water()?.shipped == KeywordEvidence())
            #expect(try await water()?.counted == KeywordEvidence())
        }
    }

    @Test func keywordsAreMeasuredOnLabelledTexts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> String {
            let path = folder.appending(path: name).path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        let texts = try file(
            "texts.csv",
            "text,label\nНет воды,water\nНет воды в кране,billing\nЯма на дороге,roads\nСвалка,none\nСпасибо,water\n"
        )
        let categories = try file(
            "categories.csv",
            """
            code,keywords,keywords_right,keywords_wrong
            cold_water.none,нет воды,45,0
            roads.pothole,яма,44,0
            waste.dump,свалк,,

            """
        )
        let map = try file(
            "map.yaml",
            "topics:\n  water: [cold_water.*]\n  roads: [roads.*]\n  none: []\n"
        )
        let measured = try KeywordMeasurement(
            LabelledTexts(csv: texts, text: "text", label: "label"),
            categories: categories,
            map: TopicMap(yaml: map)
        )
        #expect(measured.texts == 5 && measured.predictions.count == 4 && measured.right == 2)
        #expect(measured.precision == 0.5 && measured.proposed == 0.8)
        #expect(measured.decided == 0.4 && measured.wrong == 0.5)
        #expect(measured.families.map(\.category) == ["cold_water.none", "roads.pothole", "waste.dump"])
        #expect(measured.families.map(\.decides) == [true, false, false])
        #expect(throws: ServiceError.self) { try TopicMap(yaml: texts) }
        let mistyped = try file("mistyped.yaml", "topics:\n  roads: [roads.potole, waste.*]\n")
        #expect(throws: ServiceError.self) {
            try KeywordMeasurement(
                LabelledTexts(csv: texts, text: "text", label: "label"),
                categories: categories,
                map: TopicMap(yaml: mistyped)
            )
        }
    }
}
