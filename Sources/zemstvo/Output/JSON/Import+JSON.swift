public import JSONText
public import Services

extension ImportReport: JSONObject {
    public static let members = JSONMembers<ImportReport>("ImportReport") {
        JSONMember("file") { $0.file }
        JSONMember("read") { $0.read }
        JSONMember("inserted") { $0.inserted }
        JSONMember("updated") { $0.updated }
        JSONMember("unchanged") { $0.unchanged }
        JSONMember("skipped") { $0.skipped }
        JSONMember("problems") { $0.problems }
        JSONMember("notes") { $0.notes }
    }
}

extension RowProblem: JSONObject {
    public static let members = JSONMembers<RowProblem>("RowProblem") {
        JSONMember("row") { $0.row }
        JSONMember("column") { $0.column }
        JSONMember("message") { $0.message }
    }
}
