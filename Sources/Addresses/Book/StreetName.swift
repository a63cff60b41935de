/// The name of a street in the forms in which spellings of it are compared.
struct StreetName: Hashable, Sendable {
    let words: [String]
    /// All words without blanks: «Ново-Садовая» and «Ново Садовая» are equal.
    let key: String
    /// The same of the words in alphabetical order: «Карла Маркса» and «Маркса Карла».
    let sortedKey: String

    init(_ words: [String]) {
        self.words = words
        key = words.joined()
        sortedKey = words.sorted().joined()
    }

    var scalars: [Unicode.Scalar] { Array(key.unicodeScalars) }

    func isEqual(to other: StreetName) -> Bool { key == other.key || sortedKey == other.sortedKey }

    /// Whether the names differ only by first names and ranks that one of them shortens or leaves out: «К. Маркса»,
    /// «Маркса» and «Карла Маркса»; «Сахарова» and «Академика Сахарова».
    func isShort(of full: StreetName) -> Bool {
        var rest = full.words[...]
        var isShortened = false
        // Each word in its order, and first the last one, which is the surname.
        guard let surname = words.last, surname.unicodeScalars.count > 2 else { return false }
        for word in words {
            guard let place = rest.firstIndex(where: { Self.stands(word, for: $0) }) else { return false }
            if rest[place] != word { isShortened = true }
            let omitted = rest[..<place]
            guard omitted.allSatisfy({ GivenNames.contains($0) }) else { return false }
            if !omitted.isEmpty { isShortened = true }
            rest = rest[(place + 1)...]
        }
        return isShortened && rest.isEmpty && words.last == full.words.last
    }

    /// «к» for «карла», «ак» for «академика».
    private static func stands(_ short: String, for full: String) -> Bool {
        if short == full { return true }
        let count = short.unicodeScalars.count
        return full.hasPrefix(short) && (count == 1 && full.unicodeScalars.count > 2 || GivenNames.ranks[short] == full)
    }
}

/// First names and ranks that streets are named with, in the genitive. Only these may be left out of a name.
enum GivenNames {
    static func contains(_ word: String) -> Bool { names.contains(word) || ranks.values.contains(word) }

    /// By their abbreviation.
    static let ranks: [String: String] = [
        "ак": "академика", "акад": "академика", "ген": "генерала", "марш": "маршала", "адм": "адмирала",
        "проф": "профессора", "кап": "капитана", "полк": "полковника", "лейт": "лейтенанта", "серж": "сержанта",
        "инж": "инженера", "косм": "космонавта", "летч": "летчика", "героя": "героя", "им": "имени", "св": "святого",
        "майора": "майора", "доктора": "доктора", "партизана": "партизана", "матроса": "матроса",
        "комиссара": "комиссара", "архитектора": "архитектора", "художника": "художника", "писателя": "писателя",
        "поэта": "поэта", "братьев": "братьев", "сестер": "сестер", "комдива": "комдива", "комбрига": "комбрига",
        "рядового": "рядового", "старшины": "старшины", "конструктора": "конструктора",
        "авиаконструктора":
            "авиаконструктора",
    ]

    private static let names: Set<String> = Set(
        """
        александра алексея анатолия андрея антона анны арсения артема богдана бориса вадима валентина валентины валерия
        валерии василия вениамина веры виктора виктории виталия владимира владислава всеволода вячеслава галины геннадия
        георгия германа глеба григория давида даниила демьяна дениса дмитрия евгения евгении евдокии екатерины елены
        елизаветы емельяна ефима зои зинаиды ивана игоря ильи иннокентия иосифа ирины карла кирилла клары климента
        константина кузьмы лазаря ларисы леонида лизы лидии льва любови людмилы маргариты марии марины марка максима
        матвея михаила мусы надежды натальи никиты николая нины олега олеко ольги остапа павла пальмиро петра платона
        прасковьи раисы ремира родиона романа розы савелия светланы семена сергея симона сони софьи софии станислава
        степана тамары тараса татьяны тимофея трофима ульяны федора филиппа фридриха эдуарда эрнста юлии юлиуса юрия якова
        яна анри сакко эрнеста хо
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )
}
