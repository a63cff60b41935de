/// The name of an appeal's author and how to reach the author, as submitted.
public struct AppealContact: Hashable, Sendable {
    public var name: String?
    public var phone: String?
    public var email: String?
    /// Postal address.
    public var address: String?

    public init(name: String? = nil, phone: String? = nil, email: String? = nil, address: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
        self.address = address
    }

    public var isEmpty: Bool { self == AppealContact() }

    /// Whether an answer can be sent in writing.
    public var hasReplyAddress: Bool { email != nil || address != nil }
}
