public import JSONText
public import Municipality
public import Services

extension Permission: JSONEnumeration {
    public static var component: String? { "Permission" }
}

extension Integration: JSONListed {
    public static let members = JSONMembers<Integration>("Integration") {
        JSONMember("code") { $0.code }
        JSONMember("name") { $0.name }
        JSONMember("permissions") { $0.permissions }
        JSONMember("active", "Tokens of an integration that is not active are refused.") { $0.active }
    }
}

extension Actor.Integration: JSONObject {
    public static let members = JSONMembers<Actor.Integration>("MeAsIntegration") {
        JSONMember("integration", "Its code.") { $0.code }
        JSONMember("name") { $0.name }
        JSONMember("permissions") { integration in Permission.allCases.filter(integration.permissions.contains) }
    }
}

/// The holder of the token of a request.
enum TokenHolder: JSONValue {
    case member(StaffMember)
    case integration(Actor.Integration)

    static var schema: JSONSchema {
        .reference(JSONComponent("AnyMe") { .any(of: StaffMember.schema, Actor.Integration.schema) })
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .member(let member): member.write(to: &writer)
        case .integration(let integration): integration.write(to: &writer)
        }
    }
}
