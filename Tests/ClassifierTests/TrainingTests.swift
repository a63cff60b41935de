import Classifier
import Testing

@Suite struct TrainingTests {
    let result: Trainer.Result

    init() throws {
        result = try Trainer.train(Examples(SampleTexts.texts, labels: SampleTexts.labels), options: TrainingOptions())
    }

    @Test func textsLikeThoseLearntGetTheirLabels() {
        for (text, label) in [
            ("батареи опять холодные", "heating"), ("На дороге опять яма", "roads"),
            ("Мусор не вывозят неделю", "waste"), ("На улице темно, не горит фонарь", "light"),
        ] {
            let told = result.model.classify(text)
            #expect(told.candidates.first?.label == label)
            #expect(told.candidates.count == 3)
            let isSure = result.model.isSure(told)
            #expect(isSure, "\(text)")
        }
    }

    @Test func confidencesAreProbabilities() {
        let told = result.model.classify("Яма с мусором у фонаря", candidates: 4)
        #expect(abs(told.candidates.reduce(0) { $0 + $1.confidence } - 1) < 1e-9)
        #expect(told.candidates.map(\.confidence) == told.candidates.map(\.confidence).sorted(by: >))
    }

    @Test func theWordsWithTheMostWeightAreListed() {
        let terms = result.model.classify("Уважаемая администрация, на дороге разбитый асфальт").terms
        #expect(["асфальт", "разбитый", "дороге"].contains(terms.first?.word))
        #expect(terms.map(\.weight) == terms.map(\.weight).sorted(by: >))
        #expect(!terms.map(\.word).contains("администрация"))
    }

    @Test func theSameTextsGiveTheSameModel() throws {
        let again = try Trainer.train(
            Examples(SampleTexts.texts, labels: SampleTexts.labels),
            options: TrainingOptions()
        )
        let isSame = again.model == result.model
        #expect(isSame)
        let isSameInBytes = again.model.bytes == result.model.bytes
        #expect(isSameInBytes)
        #expect(again.quality == result.quality)
        #expect(result.rows == SampleTexts.texts.count)
    }

    @Test func aModelIsReadAsItWasWritten() {
        let bytes = result.model.bytes
        let isSame = TextClassifier(bytes: bytes) == result.model
        #expect(isSame)
        #expect(TextClassifier(bytes: Array(bytes.dropLast())) == nil)
        #expect(TextClassifier(bytes: bytes + [0]) == nil)
        #expect(TextClassifier(bytes: Array(bytes.prefix(3))) == nil)
        #expect(TextClassifier(bytes: [0] + bytes.dropFirst()) == nil)
    }

    @Test func classesWithTooFewTextsAreNotLearnt() throws {
        let texts = SampleTexts.texts + ["Кошка на дереве", "Кошка в подвале"]
        let labels = SampleTexts.labels + ["cats", "cats"]
        let result = try Trainer.train(Examples(texts, labels: labels), options: TrainingOptions())
        #expect(result.model.scheme.labels == ["heating", "light", "roads", "waste"])
        #expect(result.rows == SampleTexts.texts.count)
        #expect(throws: TrainingError.tooFewClasses(minimumRows: 5)) {
            try Trainer.train(Examples(["а", "б"], labels: ["x", "y"]), options: TrainingOptions())
        }
    }

    /// Two topics of each group. The groups are more certain than the topics, which add up to them.
    @Test func topicsAddUpToTheirGroups() throws {
        let group = ["heating": "house", "light": "street", "roads": "street", "waste": "house"]
        let examples = Examples(
            SampleTexts.texts,
            labels: SampleTexts.labels,
            groups: SampleTexts.labels.map { group[$0] ?? "" }
        )
        let result = try Trainer.train(examples, options: TrainingOptions())
        #expect(result.model.scheme.groups == ["house", "street"])
        #expect(try #require(result.groupQuality).accuracy > 0.95)
        for text in ["Яма с мусором у фонаря", "батареи холодные"] {
            let told = result.model.classify(text, candidates: 4)
            #expect(told.groups.count == 2 && told.candidates.count == 4)
            for one in told.groups {
                let sum = told.candidates.filter { group[$0.label] == one.label }.reduce(0) { $0 + $1.confidence }
                #expect(abs(sum - one.confidence) < 1e-9)
            }
        }
        let isSure = result.model.isSureOfGroup(result.model.classify("Здравствуйте, батареи холодные с утра"))
        #expect(isSure)
        let bytes = result.model.bytes
        let isSame = TextClassifier(bytes: bytes) == result.model
        #expect(isSame)
        #expect(TextClassifier(bytes: Array(bytes.dropLast())) == nil)
    }

    /// Three topics of two texts each: none of them can be learnt, but their group can.
    @Test func rareTopicsAreLearntAsTheRestOfTheirGroup() throws {
        let rare = [
            "Кошка на дереве мяукает", "Кошка в подвале мяукает", "Собака лает ночью", "Стая собак лает у школы",
        ]
        let labels = ["cats", "cats", "dogs", "dogs"]
        let more = ["Голуби на чердаке", "Голуби на балконе"]
        let examples = Examples(
            SampleTexts.texts + rare + more,
            labels: SampleTexts.labels + labels + ["birds", "birds"],
            groups: SampleTexts.labels.map { _ in "town" } + Array(repeating: "animals", count: 6)
        )
        let result = try Trainer.train(examples, options: TrainingOptions())
        #expect(result.rows == SampleTexts.texts.count + 6)
        #expect(result.model.scheme.groups == ["animals", "town"])
        let told = result.model.classify("Собака лает, кошка мяукает", candidates: 9)
        #expect(told.groups.first?.label == "animals")
        #expect(told.isRare && told.candidates.count == 4)
        let isSure = result.model.isSure(told)
        #expect(!isSure)
    }

    /// The title has a word that no text of the label has, but texts of others have.
    @Test func titlesAreLearntLikeTexts() throws {
        let titles = ["light": "Аварийная авария освещения", "roads": "Дорога"]
        let words = ["авария аварийная у школы", "аварийная авария возле школы"]
        let texts = SampleTexts.texts + words.map { "\($0) яма на дороге" }
        let labels = SampleTexts.labels + ["roads", "roads"]
        func confidence(_ titles: [String: String]) throws -> Double {
            let model = try Trainer.train(
                Examples(texts, labels: labels, titles: titles),
                options: TrainingOptions()
            ).model
            return model.classify("аварийная авария", candidates: 4).candidates.first { $0.label == "light" }?
                .confidence ?? 0
        }
        #expect(try confidence(titles) > confidence([:]))
    }
}
