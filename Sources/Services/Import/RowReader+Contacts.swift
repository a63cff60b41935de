import Municipality

extension RowReader {
    /// Telephone numbers of an organisation, as they were written. Service numbers such as 112 are among them.
    mutating func publicPhones(_ column: String) -> String? {
        contact(column, limit: 40, ContactRule.publicPhones) { PhoneNumber.areCallable($0) }
    }

    /// An e-mail address, as it was written.
    mutating func email(_ column: String) -> String? {
        contact(column, limit: 254, ContactRule.email) { EmailAddress(parsing: $0) != nil }
    }

    private mutating func contact(
        _ column: String,
        limit: Int,
        _ rule: String,
        isOne: (String) -> Bool
    ) -> String? {
        let before = problems.count
        let text = text(column, limit: limit)
        if let text, problems.count == before, !isOne(text) { fail(column, "«\(text)» \(rule)") }
        return text
    }
}
