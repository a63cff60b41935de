public import JSONText
public import Services

extension Health.Status: JSONEnumeration {}
extension Health.Migrations: JSONEnumeration {}

extension Health: JSONObject {
    public static let members = JSONMembers<Health>("Health") {
        JSONMember("status") { $0.status }
        JSONMember("database", "Whether the database answers.") { $0.database }
        JSONMember("migrations", "Whether the database has the schema of this program.") { $0.migrations }
    }
}
