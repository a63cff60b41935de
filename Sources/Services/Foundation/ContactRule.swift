import Municipality

/// What a contact has to be, wherever it comes from.
struct ContactRule: Sendable {
    /// In characters.
    let limit: Int
    /// The end of a sentence about a text that is something else.
    let problem: String
    let allows: @Sendable (String) -> Bool

    /// One telephone number of a person.
    static let phone = ContactRule(
        limit: 40,
        problem: "is not one telephone number such as +7 900 000-00-01, доб. 12"
    ) { PhoneNumber(parsing: $0) != nil }

    /// Telephone numbers of an organisation. Service numbers such as 112 are among them.
    static let publicPhones = ContactRule(
        limit: 40,
        problem: "is not a telephone number such as 8 (48533) 2-00-00"
    ) { PhoneNumber.areCallable($0) }

    static let email = ContactRule(
        limit: 254,
        problem: "is not an e-mail address such as ivan@example.org"
    ) { EmailAddress(parsing: $0) != nil }
}
