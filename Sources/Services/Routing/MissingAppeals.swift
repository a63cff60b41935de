import Municipality

/// A route job names appeals that the database does not have. Its work is not done: it is tried again, and given up in the
/// end for everybody to see.
struct MissingAppeals: Error, CustomStringConvertible {
    let appeals: [AppealID]
    let municipality: MunicipalityID

    var description: String {
        let shown = appeals.prefix(5).map { String($0.rawValue) }.joined(separator: ", ")
        let more = appeals.count > 5 ? " and \(appeals.count - 5) more" : ""
        return "municipality \(municipality.rawValue) has no appeal with the id \(shown)\(more)"
    }
}
