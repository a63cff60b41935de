import JSONText

/// The columns of figures in the monthly statistics, in the same order in every format.
public enum StatisticsColumn: String, CaseIterable, Sendable, Decodable, CodingKey {
    case backlogStart = "backlog_start"
    case opened, closed
    case backlogEnd = "backlog_end"
    case onTime = "on_time"
    case overdue
    case withoutDeadline = "without_deadline"
    case backlogOverdue = "backlog_overdue"
    case hoursToCloseMedian = "hours_to_close_median"
    case hoursToCloseP90 = "hours_to_close_p90"
    case returned, reopened, triage

    /// Whether the figure describes the past, so that it may only change by a correction. Triage describes the time of
    /// the report.
    var isLasting: Bool { self != .triage }

    /// Whether the total is the sum of the rows.
    var adds: Bool { self != .hoursToCloseMedian && self != .hoursToCloseP90 }

    /// Name of its member in JSON.
    var key: JSONKey { JSONKey(rawValue) }

    /// Heading in Russian.
    public var title: String {
        switch self {
        case .backlogStart: "Остаток на начало"
        case .opened: "Поступило"
        case .closed: "Закрыто"
        case .backlogEnd: "Остаток на конец"
        case .onTime: "Закрыто в срок"
        case .overdue: "Закрыто с опозданием"
        case .withoutDeadline: "Закрыто без срока"
        case .backlogOverdue: "Просрочено в остатке"
        case .hoursToCloseMedian: "Часов до закрытия, медиана"
        case .hoursToCloseP90: "Часов до закрытия, 90-й процентиль"
        case .returned: "Возвращено исполнителем"
        case .reopened: "Открыто вновь"
        case .triage: "На разборе"
        }
    }

    /// The definition of the figure, in Russian.
    public var definition: String {
        switch self {
        case .backlogStart: "Зарегистрированы до начала месяца и к его началу не закрыты."
        case .opened: "Зарегистрированы в течение месяца."
        case .closed: "Закрыты в течение месяца, включая переданные, объединённые, отозванные и отклонённые."
        case .backlogEnd:
            "Зарегистрированы до конца месяца и к его концу не закрыты. Остаток на начало + поступило − закрыто."
        case .onTime: "Из закрытых в месяце: сроки были, и ни один не нарушен."
        case .overdue:
            "Из закрытых в месяце: хотя бы один срок остановлен (а если не остановлен, обращение закрыто) после его истечения."
        case .withoutDeadline: "Из закрытых в месяце: сроков не было. В срок + с опозданием + без срока = закрыто."
        case .backlogOverdue:
            "Из остатка на конец: идёт срок, который истёк до конца месяца (в текущем месяце — до сего момента)."
        case .hoursToCloseMedian: "Часы от регистрации до закрытия у закрытых в месяце: половина закрыта не дольше."
        case .hoursToCloseP90:
            "Часы от регистрации до закрытия у закрытых в месяце: девять из десяти закрыты не дольше."
        case .returned: "Возвраты заявок («не наш») за месяц, по вернувшей организации."
        case .reopened: "Обращения, вновь открытые за месяц: житель не согласился с ответом."
        case .triage: "Из остатка на конец: стоят на ручном разборе в момент составления отчёта."
        }
    }
}
