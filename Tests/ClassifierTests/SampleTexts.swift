/// Complaints assembled from phrases, a few thousand different ones, with their topics.
enum SampleTexts {
    private static let phrases: [(label: String, openings: [String], ends: [String])] = [
        (
            "heating", ["нет отопления", "батареи холодные", "в квартире холодно", "отопление еле греет"],
            ["третий день", "с утра", "в детской комнате", "просим включить котельную", "температура 15 градусов"]
        ),
        (
            "roads", ["яма на дороге", "разбитый асфальт", "провалился люк", "дорога вся в ямах"],
            ["у перекрёстка", "машины объезжают по тротуару", "просим сделать ремонт", "возле школы", "уже месяц"]
        ),
        (
            "waste", ["мусор не вывозят", "контейнеры переполнены", "свалка во дворе", "бак для мусора сломан"],
            ["неделю", "ветер разносит пакеты", "развелись крысы", "просим убрать", "запах на весь двор"]
        ),
        (
            "light", ["не горит фонарь", "темно на улице", "освещение отключено", "лампа мигает"],
            ["у остановки", "дети идут из школы в темноте", "после грозы", "просим заменить", "вторую ночь"]
        ),
    ]

    static let all: [(text: String, label: String)] = phrases.flatMap { label, openings, ends in
        openings.flatMap { opening in
            ends.flatMap { end in
                ["Здравствуйте,", "Прошу помочь:", "Добрый день!"].map { ("\($0) \(opening) \(end)", label) }
            }
        }
    }

    static var texts: [String] { all.map(\.text) }
    static var labels: [String] { all.map(\.label) }
}
