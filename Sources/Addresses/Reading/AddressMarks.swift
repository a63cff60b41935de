/// Words that say what stands beside them in an address.
enum AddressMarks {
    /// Before the number of a house.
    static let house: Set<String> = [
        "д", "дом", "дома", "доме", "дому", "домовладение", "домовладения", "домовлад", "домовл", "двлд", "влад", "влд",
        "вл",
        "владение", "зд", "здание", "мкд", "уч", "участок", "участка", "участке",
    ]
    static let plots: Set<String> = ["уч", "участок", "участка", "участке"]
    /// Before the mark of a house that is only near: «у дома 5».
    static let relations: Set<String> = ["у", "от", "до", "к", "ко", "за", "перед", "против", "мимо", "после", "кроме"]
    static let corpus: Set<String> = ["к", "кор", "корп", "корпус", "корпуса", "корпусе", "крп", "блок", "бл"]
    static let building: Set<String> = [
        "с", "стр", "строен", "строение", "строения", "строении", "соор", "сооружение",
    ]
    static let litera: Set<String> = ["лит", "литер", "литера", "литеры", "л", "лт", "буква", "буквой"]
    static let fraction: Set<String> = ["дробь"]
    static let flat: Set<String> = [
        "кв", "квартира", "квартиры", "квартире", "квартиру", "квартирой", "квра", "оф", "офис", "офисе", "пом",
        "помещение",
        "помещения", "помещ", "комн", "комната", "ком", "комнаты", "ап", "апарт", "апартаменты",
    ]
    static let entrance: Set<String> = [
        "подъезд", "подъезда", "подъезду", "подъездом", "подъезде", "подъезды", "под", "подьезд", "подьезде", "пд",
        "пдъезд", "парадная",
        "парадное", "парадной", "пад",
    ]
    static let storey: Set<String> = ["этаж", "этаже", "этажа", "этажу", "этажом", "эт"]
    static let intercom: Set<String> = ["домофон", "домофона", "домоф", "код"]

    /// Whether it names a part of the number of a house.
    static func isPart(_ word: String) -> Bool {
        corpus.contains(word) || building.contains(word) || litera.contains(word) || fraction.contains(word)
    }

    /// Whole words for a flat, an entrance or a storey in the nominative.
    static let nominativeRooms: Set<String> = [
        "квартира", "комната", "помещение", "офис", "подъезд", "подьезд", "парадная", "этаж", "корпус",
    ]

    /// Whether it is a whole word for a flat, an entrance or a storey in another case than the nominative: «в квартире»,
    /// «к подъезду».
    static func isObliqueRoom(_ word: String) -> Bool {
        roomStems.contains { stem in
            guard word.hasPrefix(stem) else { return false }
            let ending = word.dropFirst(stem.count)
            return ["а", "у", "ом", "е", "ам", "ами", "ах", "ой", "я", "ю", "ем"].contains(ending)
                && !nominativeRooms.contains(word)
        }
    }

    private static let roomStems = ["квартир", "подъезд", "подьезд", "этаж", "офис", "комнат", "помещени", "корпус"]

    /// Whether it names a flat, an entrance or a storey.
    static func isRoom(_ word: String) -> Bool {
        flat.contains(word) || entrance.contains(word) || storey.contains(word)
    }

    /// Before the name of a settlement. One-letter marks are words only before a name.
    static let settlement: [String: SettlementKind] = [
        "г": .city, "гор": .city, "город": .city, "городе": .city, "города": .city,
        "с": .village, "село": .village, "селе": .village, "села": .village,
        "д": .hamlet, "дер": .hamlet, "деревня": .hamlet, "деревне": .hamlet, "деревни": .hamlet, "дня": .hamlet,
        "п": .township, "пос": .township, "поселок": .township, "поселке": .township, "поселка": .township,
        "пгт": .township, "рп": .township, "псхт": .township, "пст": .township, "нп": .township, "кп": .township,
        "х": .farm, "хут": .farm, "хутор": .farm,
        "ст": .station, "стца": .station, "станица": .station, "станция": .station,
        "аул": .aul,
        "снт": .garden, "днт": .garden, "днп": .garden, "сдт": .garden, "тсн": .garden, "снп": .garden,
    ]

    /// They make the whole part between commas a region, or name the region beside them.
    static let region: [String: RegionKind] = [
        "область": .oblast, "области": .oblast, "обл": .oblast, "край": .krai, "края": .krai, "крае": .krai,
        "республика": .republic, "республики": .republic, "республике": .republic, "респ": .republic,
        "район": .district, "района": .district, "районе": .district, "рн": .district, "рон": .district,
        "мр": .district,
        "округ": .municipality, "округа": .municipality, "го": .municipality, "мо": .municipality,
        "поселение": .municipality, "поселения": .municipality, "гп": .municipality, "сп": .municipality,
        "со": .municipality, "сс": .municipality, "сельсовет": .municipality, "волость": .municipality,
        "россия": .country, "россии": .country, "рф": .country, "федерация": .country,
    ]
    /// They are marks only behind the name of a subject of the federation: «Ненецкий АО», but not «АО Ремонт».
    static let regionBehind: [String: RegionKind] = ["ао": .autonomousOkrug, "аобл": .oblast]
    /// Adjectives of regions that stand before another adjective: «муниципальный округ».
    static let regionAdjectives: Set<String> = [
        "муниципальный", "муниципального", "муниципальное", "городской", "городского", "городское", "сельский",
        "сельского", "сельское", "административный", "автономный", "автономного", "автономном", "автономная",
        "автономной",
        "национальный", "внутригородской", "российская", "образование", "народная", "народной",
    ]

    /// The matter is not at the house, but near it.
    static let near: Set<String> = [
        "возле", "около", "напротив", "рядом", "между", "вблизи", "недалеко", "близ", "позади", "сзади", "перекресток",
        "перекрестке", "угол", "углу", "пересечение", "пересечении", "угла", "слева", "справа", "краю", "края",
        // «5 бис» is another house than 5.
        "бис",
    ]
    /// Between the numbers of two houses.
    static let conjunctions: Set<String> = ["и", "или", "либо", "да"]
    /// Words without meaning in an address.
    static let fillers: Set<String> = [
        "по", "на", "в", "во", "с", "со", "номер", "ном", "no", "адрес", "адресу", "адреса", "находится", "проживаю",
        "живу",
        "жилой", "мой", "наш", "у", "от", "из",
    ]
    /// After the number of a date or an anniversary in the name of a street.
    static let dates: Set<String> = [
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
        "лет", "летия", "года", "съезда", "партсъезда", "интернационала", "пятилетки",
    ]
    /// After the number of an ordinal: «8-го Марта», «50-летия», «1-я».
    static let ordinals: Set<String> = [
        "го", "ого", "я", "й", "ая", "ый", "ой", "ий", "ое", "их", "ых", "летия", "летие", "лет", "ти", "ей", "ья",
        "ым", "ую",
    ]
}
