import TextWords

/// The normalised form for comparing addresses: «ул. Ленина, д. 5 А» and «улица Ленина 5а» have the same key.
///
/// Lower case, `ё` as `е`, without punctuation and without the words for "street", "house" and similar. A letter after
/// the house number is joined to it. Words keep their order.
public struct AddressKey: Hashable, Sendable {
    public let text: String

    public init(street: String, number: String) {
        self.init("\(street) \(number)")
    }

    public init(_ address: String) {
        var words: [String] = []
        let split = WordSplitter.split(address, .address)
        for word in split.words {
            let text = split.text(of: word)
            guard !Self.fillers.contains(text) else { continue }
            // «5 а» is house 5а: a single letter belongs to the number before it.
            if word.letters.count == 1, text.first?.isLetter == true, let last = words.last, last.last?.isNumber == true
            {
                words[words.count - 1] = last + text
            } else {
                words.append(text)
            }
        }
        text = words.joined(separator: " ")
    }

    private static let fillers: Set<String> = [
        "ул", "улица", "пер", "переулок", "пр", "просп", "пркт", "проспект", "пл", "площадь", "наб", "набережная",
        "бул",
        "бр", "бульвар", "ш", "шоссе", "проезд", "тракт", "дом", "д", "г", "гор", "город", "street", "st",
    ]
}
