/// Numbers that are written as words: «первый подъезд», «Вторая Набережная», «корпус два».
enum OrdinalWords {
    /// The digits of an ordinal in any gender and case; nil for other words.
    static func digits(_ word: String) -> String? { digits[word] }

    /// The digits of a number in words, such as «два» and «второй», as the number of a part: «корпус два».
    static func digitsOfPart(_ word: String) -> String? { cardinals[word] ?? digits[word] }

    private static let cardinals: [String: String] = [
        "один": "1", "два": "2", "три": "3", "четыре": "4", "пять": "5", "шесть": "6", "семь": "7", "восемь": "8",
        "девять": "9", "десять": "10",
    ]

    private static let digits: [String: String] = {
        let hard = ["ый", "ая", "ое", "ого", "ой", "ую", "ом", "ому", "ым"]
        let soft = ["ий", "ья", "ье", "ьего", "ьей", "ью", "ьем", "ьему", "ьим"]
        var digits = ["второй": "2", "шестой": "6", "седьмой": "7", "восьмой": "8"]
        for (place, stem) in "перв втор трет четверт пят шест седьм восьм девят десят".split(separator: " ")
            .enumerated()
        {
            for ending in stem == "трет" ? soft : hard { digits[stem + ending] = String(place + 1) }
        }
        return digits
    }()
}
