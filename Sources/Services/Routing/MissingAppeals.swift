import Municipality

/// A route job names appeals that the database does not have. The job has failed: it is tried again, and in the end
/// given up, where the administrator sees it.
struct MissingAppeals: Error, CustomStringConvertible {
    let appeals: [AppealID]
    let municipality: MunicipalityID

    var description: String {
        let shown = appeals.prefix(5).map { String($0.rawValue) }.joined(separator: ", ")
        let more = appeals.count > 5 ? " and \(appeals.count - 5) more" : ""
        return "municipality \(municipality.rawValue) has no appeal with the id \(shown)\(more)"
    }
}
