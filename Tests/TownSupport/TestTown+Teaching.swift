import Municipality
import Services

extension TestTown {
    /// What residents of the town write, by category.
    static let said: [(category: String, texts: [String])] = [
        ("heating.none", ["стояк еле тёплый", "радиатор ледяной третий день", "дома плюс пятнадцать, замерзаем"]),
        ("water.none", ["из крана ничего не течёт", "насос стоит и кран сухой", "напора на верхних этажах никакого"]),
        ("yard.light", ["фонарь у подъезда перегорел", "лампа над входом мигает", "фонари погасли по всей улице"]),
    ]
    static let openings = [
        "Здравствуйте,", "Прошу помочь:", "Добрый день!", "Сообщаю, что", "Уважаемая администрация,", "Пишу снова:",
        "Просим принять меры:", "Второй раз обращаюсь:", "Вечером", "С утра", "После выходных", "Опять",
        "Со вчерашнего дня",
        "Уже неделю", "Жильцы жалуются:", "Соседи говорят:",
    ]

    /// 144 appeals, more than a model needs to prove that it may decide, each with a different wording, routed by the
    /// coordinator.
    public func teach() async throws {
        for (category, _) in Self.said { try await teach(category, Self.said(category)) }
    }

    /// What residents write about a category, with each opening.
    public static func said(_ category: String) -> [String] {
        let texts = said.first { $0.category == category }?.texts ?? []
        return openings.flatMap { opening in texts.map { "\(opening) \($0)" } }
    }

    /// Appeals that the coordinator routes.
    public func teach(_ category: String, _ texts: [String]) async throws {
        let triage = TriageService(town: town)
        for text in texts {
            let receipt = try await submit(text, house: 1)
            _ = try await triage.route(
                try author(of: receipt).number,
                to: category == "heating.none" ? "teploset" : "vodokanal",
                category: category,
                note: nil,
                by: Self.coordinator
            )
        }
    }
}
