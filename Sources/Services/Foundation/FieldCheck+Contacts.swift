extension FieldCheck {
    /// The trimmed text of a contact, as it was written; reported once when it is too long or has another form.
    mutating func contact(_ value: String?, _ field: String, _ rule: ContactRule) -> String? {
        let before = problems.count
        let text = text(value, field, limit: rule.limit)
        if let text, problems.count == before, !rule.allows(text) { fail(field, rule.problem) }
        return text
    }
}
