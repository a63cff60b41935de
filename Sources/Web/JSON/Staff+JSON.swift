public import JSONText
public import Municipality
public import Services

extension StaffMember: JSONObject {
    public static let members = JSONMembers<StaffMember>("Me") {
        JSONMember("login") { $0.login }
        JSONMember("name") { $0.name }
        JSONMember("role") { $0.role }
        JSONMember("organisation") { $0.organisation?.code.rawValue }
    }
}

extension StaffUser: JSONListed {
    public static let members = JSONMembers<StaffUser>("StaffUser") {
        JSONMember("login") { $0.login }
        JSONMember("name") { $0.name }
        JSONMember("role") { $0.role }
        JSONMember("organisation", "Code; for dispatchers and heads.") { $0.organisation }
        JSONMember("active", "Tokens of a user who is not active are refused.") { $0.active }
    }
}

extension Token: JSONListed {
    public static let members = JSONMembers<Token>("Token", "A token without its secret, which is not kept.") {
        JSONMember("token_id") { $0.tokenID }
        JSONMember("login", "Of the member of staff who holds it.") { $0.login }
        JSONMember("integration", "Code of the integration that holds it.") { $0.integration }
        JSONMember("label", "What it is for.") { $0.label }
        JSONMember("created_at") { $0.createdAt }
        JSONMember("expires_at") { $0.expiresAt }
        JSONMember("revoked_at") { $0.revokedAt }
        JSONMember("last_used_at", "Kept to the minute; absent for a token that was never used.") { $0.lastUsedAt }
    }
}

extension IssuedToken: JSONObject {
    public static let members = JSONMembers<IssuedToken>("IssuedToken") {
        JSONMember("secret", "What opens the API. It is shown this once and not kept.") { $0.secret }
        JSONMember("token") { $0.token }
    }
}
