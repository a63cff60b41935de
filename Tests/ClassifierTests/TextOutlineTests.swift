import Classifier
import Testing

@Suite struct TextOutlineTests {
    func likeness(_ one: String, _ other: String) -> Double {
        TextOutline(of: one).likeness(to: TextOutline(of: other))
    }

    @Test func likenessIgnoresInflectionAndOrder() {
        #expect(likeness("Протекает крыша", "крыши протекают!") == 1)
        #expect(likeness("Нет горячей воды", "Горячую воду отключили, её нет") == 1)
        #expect(likeness("Протекает крыша", "Темно во дворе") == 0)
    }

    @Test func likenessIgnoresWordsThatTheLongerTextAdds() {
        let long = "Добрый день! Прошу принять меры: протекает крыша над третьим подъездом, вода в шахте лифта"
        #expect(likeness("Протекает крыша", long) == 1)
        #expect(likeness(long, "Протекает крыша") == 1)
        let half = likeness("Протекает крыша, голуби развелись", long)
        #expect(half > 0.2 && half < 0.8)
    }

    @Test func likenessIgnoresShortWords() {
        #expect(likeness("и в на не то же", "и в на не то же") == 0)
        #expect(likeness("", "") == 0)
        #expect(likeness("😀", "<b></b>") == 0)
    }
}
