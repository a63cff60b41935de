import JSONText
import Municipality
import Services

struct PartnerBody {
    var organisation = ""
    var role = ""
}

struct AppealLinkBody {
    var number = ""
}

extension Body where Value == ProjectDraft {
    static var newProject: Body {
        named("NewProject").requiring("code", "title", "lead", "starts_on", "ends_on")
    }

    static var projectChange: Body { named("ProjectChange").hiding("code") }

    private static func named(_ component: String) -> Body {
        Body(component, blank: ProjectDraft()) {
            BodyField("code", \.code, .slug("novy_skver").with(.maxLength(63)))
            BodyField("title", \.title, .text(1...300, example: "Новый сквер"))
            BodyField("description", \.description, .text(...10_000))
            BodyField("state", \.state, ProjectState.schema)
            BodyField("lead", \.lead, .text(...63, example: "blago"))
            BodyField("starts_on", \.startsOn, .date(example: "2026-05-01"))
            BodyField("ends_on", \.endsOn, .date(example: "2027-05-01"))
        }
    }
}

extension Body where Value == MilestoneDraft {
    static var newMilestone: Body { named("NewMilestone").requiring("title", "due_on") }

    static var milestoneChange: Body { named("MilestoneChange") }

    private static func named(_ component: String) -> Body {
        Body(component, blank: MilestoneDraft()) {
            BodyField("title", \.title, .text(1...300, example: "Проект готов"))
            BodyField("due_on", \.dueOn, .date(example: "2026-09-01"))
            BodyField("weight", \.weight, .wholeNumber(1...100))
            BodyField("progress", \.progress, .wholeNumber(0...100))
        }
    }
}

extension Body where Value == PartnerBody {
    static var newPartner: Body {
        Body("NewPartner", blank: PartnerBody()) {
            BodyField("organisation", \.organisation, .text(...63, example: "teploset"))
            BodyField("role", \.role, .text(1...300, example: "подрядчик"))
        }
    }
}

extension Body where Value == AppealLinkBody {
    static var appealLink: Body {
        Body("AppealLink", blank: AppealLinkBody()) {
            BodyField("number", \.number, .text(...40, example: "417-290-356"))
        }
    }
}
