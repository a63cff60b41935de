extension RowReader {
    /// The text of a contact, as it was written.
    mutating func contact(_ column: String, _ rule: ContactRule) -> String? {
        let before = problems.count
        let text = text(column, limit: rule.limit)
        if let text, problems.count == before, !rule.allows(text) { fail(column, "«\(text)» \(rule.problem)") }
        return text
    }
}
