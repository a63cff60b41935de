/// Contacts as shown to callers who may not see them: they show that there is a contact, but almost nothing of it.
public enum ContactMask {
    /// The first letter: `И***`.
    public static func name(_ name: String) -> String { name.prefix(1) + "***" }

    /// The last two digits: `***67`. Nothing of a short number, or of an extension.
    public static func phone(_ phone: String) -> String {
        guard let digits = PhoneNumber(parsing: phone)?.digits, digits.utf8.count > 5 else { return "***" }
        return "***" + digits.suffix(2)
    }

    /// The first letter and the domain: `i***@example.org`.
    public static func email(_ email: String) -> String {
        guard let at = email.lastIndex(of: "@") else { return "***" }
        return email[..<at].prefix(1) + "***" + email[at...]
    }

    /// Nothing of it: `***`.
    public static func address(_ address: String) -> String { "***" }
}
