/// Names of Russian towns, so that «ул. Мира, 5, Рыбинск» is not taken for ул. Мира, 5 of another town.
///
/// Most names are known by their endings. Those that have none of them are listed: regional capitals, and towns of more
/// than about 50 000 inhabitants. Names that are common words too («Ключи») are left out.
enum OtherTowns {
    /// Whether a word in lower case, ё as е, is such a name, also as «в Рыбинске».
    static func contains(_ word: String) -> Bool {
        names.contains(word) || hasEnding(word) || word.hasSuffix("е") && hasEnding(String(word.dropLast()))
    }

    /// Whether one or two words in lower case are like the name of a village: «чебаково», «фоминское», «красный бор».
    static func isVillage(_ words: [String]) -> Bool {
        if words.count == 2 { return villages.contains(words[1]) }
        guard let word = words.first, words.count == 1, word.unicodeScalars.count > 5 else { return false }
        return villageEndings.contains { word.hasSuffix($0) } && !self.words.contains(word)
    }

    private static let villageEndings = ["ово", "ево", "ино", "ыно", "ове", "еве", "ское", "цкое", "овка", "евка"]
    /// The second word of their names.
    private static let villages: Set<String> = [
        "бор", "бору", "луг", "посад", "посаде", "яр", "яру", "холм", "ручей", "слобода", "слободе", "горка", "поляна",
        "село", "селе",
    ]

    private static func hasEnding(_ word: String) -> Bool {
        word.unicodeScalars.count > 5 && endings.contains { word.hasSuffix($0) } && !words.contains(word)
    }

    private static let endings = ["ск", "цк", "град", "бург", "поль", "город"]
    /// Words with such an ending that are no towns.
    private static let words: Set<String> = [
        "киоск", "спуск", "запуск", "выпуск", "отпуск", "допуск", "пропуск", "прииск", "всплеск", "обелиск", "пригород",
        "огород", "загород", "виноград", "здорово", "готово", "дерево", "домино", "пианино", "парковка", "установка",
        "остановка", "проверка", "ливневка", "зимовка", "кладовка", "грунтовка",
        "городское", "детское", "соседское", "хозяйское", "техническое", "электрическое", "коммерческое",
    ]

    private static let names: Set<String> = {
        let nominatives = """
            абакан азов алатырь алматы анапа апатиты армавир астана астрахань балаково балашиха балашов барнаул белебей
            белово березники бийск бологое боровичи бугульма бугуруслан бузулук бутово валдай владивосток владикавказ
            владимир вологда воркута воронеж выборг выкса вязьма гатчина геленджик глазов гродно губкин гуково
            гусьхрустальный данилов дербент дмитров долгопрудный дубна евпатория ейск екб елабуга елец ессентуки иваново
            избербаш ишим ишимбай йошкарола казань калуга камышин камышлов канаш канск кашира керчь киев киров клинцы
            ковров когалым коломна колпино кострома котлас краснодар кстово кудрово кумертау кунгур курган курск
            курчатов кызыл лиски лобня лыткарино люберцы магадан магас майкоп махачкала мелеуз миасс минск москва мск
            муравленко муром мытищи нальчик нарьянмар нерюнгри нск нягань одинцово омск орел орск орша пенза переславль
            пермь пинск питер пошехонье псков пушкино раменское ревда реутов ржев рославль россошь ростов ртищево
            рузаевка рязань салават салехард самара сарапул саратов саров сегежа серов серпухов сертолово сибай сочи спб
            стрежевой ступино сургут сызрань сыктывкар таганрог тамбов тверь тихвин тольятти томск тосно туапсе туймазы
            тула тулун тюмень углич уланудэ урай уфа ухта феодосия фрязино хасавюрт химки чебоксары череповец чехов чита
            шахты шуя щелково щербинка электросталь элиста энгельс ялта ярославль ярцево
            """.split(whereSeparator: \.isWhitespace).map(String.init)
        var names = Set(nominatives)
        for name in nominatives {
            guard let last = name.last else { continue }
            switch last {
            case "а", "ь", "я", "о": names.formUnion(["е", "и"].map { name.dropLast() + $0 })
            case "ы", "и", "й", "е", "у", "э": break
            default: names.insert(name + "е")
            }
        }
        return names
    }()
}
