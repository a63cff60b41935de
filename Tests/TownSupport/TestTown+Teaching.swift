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
    ]

    /// 54 appeals, more than a model needs to prove that it may decide, each with a different wording, routed by the coordinator.
    public func teach() async throws {
        let triage = TriageService(town: town)
        for (category, texts) in Self.said {
            for text in texts {
                for opening in Self.openings {
                    let receipt = try await submit("\(opening) \(text)", house: 1)
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
    }
}
