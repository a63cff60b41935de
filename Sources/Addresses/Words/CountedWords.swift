/// Words that make a count or a measure of the number before them: «5-этажный», «2 колодца», «5 км».
enum CountedWords {
    /// Whether a thing in lower case, ё as е, is what the number counts. They agree: «2 колодца», but «12 колодца» is no
    /// count.
    static func isCounted(_ thing: String, by number: String) -> Bool {
        (isFew(number) ? few : many).contains(thing)
    }

    /// Whether it is a unit or a time: «км», «шт», «дней».
    static func isMeasure(_ word: String) -> Bool { measures.contains(word) }

    /// Whether it is an adjective or a noun made of a number and a thing: «этажный», «этажка», «квартирный».
    static func isCompound(_ word: String) -> Bool {
        compounds.contains { word.hasPrefix($0) || word.hasPrefix("х" + $0) }
    }

    /// Whether a noun in the singular genitive follows the number: 2, 3, 4, 22, but not 12.
    static func isFew(_ number: String) -> Bool {
        let tens = number.utf8.count > 1 && number.dropLast().last == "1"
        return !tens && number.last.map { "234".contains($0) } ?? false
    }

    private static let compounds = [
        "этажн", "этажк", "этажек", "квартирн", "подъездн", "подьездн", "комнатн", "секционн", "метров", "литров",
        "тонн", "процентн", "градусн", "киловаттн", "дневн", "летний", "летняя", "летнее", "летней", "летнего",
    ]

    private static let measures = Set(
        """
        км метр метра метров метре метрах метры см мм кг га сот сотка сотки соток шт штук штука штуки тонна тонны тонн литр
        литра литров куб куба кубов кубометра кубометров руб рубля рублей мин минут минута минуты минуту час часа часов
        часам часу сутки суток сутками день дня дней неделя недели недель неделю месяц месяца месяцев раз раза чел человек
        человека числа числу утра вечера ночи процент процента процентов градус градуса градусов экз ед
        штуках километр километра километров ребенка сантиметра сантиметров
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// The singular genitive.
    private static let few = Set(
        """
        контейнера бака ящика колодца люка столба фонаря светильника дерева куста березы тополя
        двора подвала гаража сарая окна двери лифта крана стояка батареи трубы ямы лампы лампочки площадки парковки стоянки
        опоры скамейки лавочки урны качели горки магазина маршрута автобуса машины собаки кошки ведра балкона козырька
        кабеля провода счетчика ковша камня знака забора въезда входа выхода участка места мешка пакета кучи дыры
        трещины яруса семьи ступени ступеньки перила пролета
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// The plural genitive.
    private static let many = Set(
        """
        контейнеров баков ящиков колодцев люков столбов фонарей светильников деревьев кустов берез тополей домов подъездов этажей
        квартир дворов подвалов гаражей сараев окон дверей лифтов кранов стояков батарей труб ям ламп лампочек площадок парковок
        стоянок опор скамеек лавочек урн качелей горок магазинов маршрутов автобусов машин собак кошек ведер балконов
        козырьков кабелей проводов счетчиков камней знаков заборов въездов входов выходов участков мест мешков пакетов куч
        дыр трещин ярусов ступеней ступенек перил пролетов жильцов жителей соседей семей детей
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )
}
