extension AppealContact {
    /// The phone or else the e-mail in the form that is the same for every spelling, so that one person has one key. nil
    /// without either.
    public var key: String? {
        if let phone { return PhoneNumber(parsing: phone).map { "tel:" + $0.digits } }
        return email.flatMap { EmailAddress(parsing: $0) }.map { "mailto:" + $0.key }
    }
}
