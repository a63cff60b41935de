import Municipality

extension FieldCheck {
    /// One telephone number of a person, as it was written.
    mutating func phone(_ phone: String?, _ field: String) -> String? {
        contact(phone, field, limit: 40, ContactRule.phone) {
            PhoneNumber(parsing: $0) != nil
        }
    }

    /// Telephone numbers of an organisation, as they were written. Service numbers such as 112 are among them.
    mutating func publicPhones(_ phones: String?, _ field: String) -> String? {
        contact(phones, field, limit: 40, ContactRule.publicPhones) {
            PhoneNumber.areCallable($0)
        }
    }

    /// An e-mail address, as it was written.
    mutating func email(_ email: String?, _ field: String) -> String? {
        contact(email, field, limit: 254, ContactRule.email) {
            EmailAddress(parsing: $0) != nil
        }
    }

    /// The trimmed text, reported once when it is too long or has another form.
    private mutating func contact(
        _ value: String?,
        _ field: String,
        limit: Int,
        _ problem: String,
        isOne: (String) -> Bool
    ) -> String? {
        let before = problems.count
        let text = text(value, field, limit: limit)
        if let text, problems.count == before, !isOne(text) { fail(field, problem) }
        return text
    }
}
