public import JSONText
public import Services

extension Problem: JSONObject {
    static let members = JSONMembers<Problem>("Problem") {
        JSONMember("type") { _ in "about:blank" }
        JSONMember("title") { $0.title }
        JSONMember("status") { $0.status }
        JSONMember("detail") { $0.detail }
        JSONMember("errors", "The wrong fields.") { $0.errors }
    }
}

extension FieldProblem: JSONObject {
    public static let members = JSONMembers<FieldProblem>("FieldProblem") {
        JSONMember("field", "Path in the body (contact.phone), or name of the parameter or header.") { $0.field }
        JSONMember("message") { $0.message }
    }
}
