import Classifier
import Testing

@Suite struct TrainingTests {
    let result: Trainer.Result

    init() throws {
        result = try Trainer.train(SampleTexts.texts, labels: SampleTexts.labels, options: TrainingOptions())
    }

    @Test func textsLikeThoseLearntGetTheirLabels() {
        for (text, label) in [
            ("батареи опять холодные", "heating"), ("На дороге огромная яма", "roads"),
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
        let again = try Trainer.train(SampleTexts.texts, labels: SampleTexts.labels, options: TrainingOptions())
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
        let result = try Trainer.train(texts, labels: labels, options: TrainingOptions())
        #expect(result.model.labels == ["heating", "light", "roads", "waste"])
        #expect(result.rows == SampleTexts.texts.count)
        #expect(throws: TrainingError.tooFewClasses(minimumRows: 5)) {
            try Trainer.train(["а", "б"], labels: ["x", "y"], options: TrainingOptions())
        }
    }
}
