import JSONText
import Municipality
import Services

struct NewIntegrationBody {
    var code: String?
    var name = ""
    var permissions: [String] = []
}

extension Body where Value == NewIntegrationBody {
    static var newIntegration: Body {
        Body("NewIntegration", blank: NewIntegrationBody()) {
            BodyField("code", \.code, .slug("gosuslugi").with("Default: derived from the name."))
            BodyField("name", \.name, .text(1...200, example: "Госуслуги"))
            BodyField("permissions", \.permissions, .givablePermissions)
        }
    }
}

extension Body where Value == IntegrationChange {
    static var integrationChange: Body {
        Body("IntegrationChange", blank: IntegrationChange()) {
            BodyField("name", \.name, .text(1...200, example: "Госуслуги"))
            BodyField("permissions", \.permissions, .givablePermissions.with("The complete new set."))
            BodyField("active", \.active, Bool.schema.with("Whether its tokens are accepted."))
        }
    }
}

extension JSONSchema {
    fileprivate static var givablePermissions: JSONSchema {
        JSONSchema(.type("array"), .items(.oneOf(Permission.givable.map(\.rawValue))))
    }
}
