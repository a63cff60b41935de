import Classifier
import Testing

/// Texts that try to break or mislead the classifier: nothing fails, and nothing is decided about them.
@Suite struct HostileTextTests {
    let model: TextClassifier

    init() throws {
        model = try Trainer.train(Examples(SampleTexts.texts, labels: SampleTexts.labels), options: TrainingOptions())
            .model
    }

    @Test(arguments: [
        "", " ", "\n\t\u{0}", "!!!???", "<", "<<<>>>", "<script>alert(1)</script>", "<p></p>", "🚰🔥💩👨‍👩‍👧‍👦",
        "aaaaaaaa", "яма", "1234567890", "-----", "\u{200B}\u{FEFF}\u{202E}", "ыыыы оооо ъъъъ фффф",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit", "дорога".map { "\($0) " }.joined(),
        "اين التدفئة؟ الشوارع مظلمة", "ямаямаямаямаямаямаямаямаяма", "xxx яма yyy zzz www vvv uuu",
        "Иди ты лесом, чтоб вас всех разорвало, яма", "\u{301}\u{301}\u{301}",
    ])
    func hostileTextsAreNotDecidedAbout(text: String) {
        let told = model.classify(text)
        let isSure = model.isSure(told)
        #expect(!isSure)
        #expect(told.candidates.count == 3)
    }

    @Test(arguments: [("а", 10_000), ("<", 10_000), ("ъ ", 5_000), ("🚰", 10_000), ("\u{301}", 10_000), ("<b", 5_000)])
    func longNonsenseIsNotDecidedAbout(piece: String, times: Int) {
        let isSure = model.isSure(model.classify(String(repeating: piece, count: times)))
        #expect(!isSure)
    }

    /// Words hidden from a careless reader are still recognised.
    @Test(arguments: [
        "БАТАРЕИ ХОЛОДНЫЕ, НЕТ ОТОПЛЕНИЯ", "нeт oтoплeния, бaтaрeи хoлoдныe",
        "<p>нет <b>отопления</b></p>, батареи холодные",
        "нет отоплени\u{301}я, батареи\u{AD} холодные", "Нёт отопления... батареи — холодные!!!",
        "нет отопления 🥶🥶🥶 батареи холодные",
        "батареи холодные, нет отоплени\u{301}я в комнате тре\u{301}тии\u{306} день",
    ])
    func disguisedWordsAreRecognised(text: String) {
        let told = model.classify(text)
        #expect(told.candidates.first?.label == "heating")
        let isSure = model.isSure(told)
        #expect(isSure)
    }
}
