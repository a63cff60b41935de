import JSONText
import Municipality
import Services

struct NewStaffBody {
    var login = ""
    var name = ""
    var role = StaffRole.operator
    var organisation: String?
}

struct NewTokenBody {
    var label = ""
    var days: Int?
}

extension Body where Value == NewStaffBody {
    static var newStaffUser: Body {
        Body("NewStaffUser", "organisation is required for dispatchers and heads.", blank: NewStaffBody()) {
            BodyField(
                "login",
                \.login,
                .text(1...63, example: "anna").with(.pattern("^[a-z0-9][a-z0-9._-]{0,62}$"))
            )
            BodyField("name", \.name, .text(1...200, example: "Анна"))
            BodyField("role", \.role, StaffRole.schema)
            BodyField("organisation", \.organisation, .text(...63, example: "teploset"))
        }
    }
}

extension Body where Value == StaffChange {
    static var staffChange: Body {
        Body("StaffChange", blank: StaffChange()) {
            BodyField("name", \.name, .text(1...200, example: "Анна"))
            BodyField("role", \.role, StaffRole.schema)
            BodyField(
                "organisation",
                \.organisation,
                .text(...63, example: "teploset").with("Default: the present one, if the role belongs to one.")
            )
            BodyField("active", \.active, Bool.schema.with("Whether the user's tokens are accepted."))
        }
    }
}

extension Body where Value == NewTokenBody {
    static var newToken: Body {
        Body("NewToken", blank: NewTokenBody()) {
            BodyField("label", \.label, .text(1...200, example: "рабочее место"))
            BodyField("days", \.days, .wholeNumber(1...3_660).with("Of validity; without them it has no end."))
        }
    }
}
