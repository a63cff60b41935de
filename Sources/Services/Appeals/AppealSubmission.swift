/// What a resident, or an operator for him, sends in. As received; ``AppealDraft`` is what it becomes when it holds.
public struct AppealSubmission: Sendable {
    public var text: String
    public var houseID: Int64?
    public var location: Location?
    public var address: String?
    public var category: String?
    public var channel: String?
    public var contact: Contact?
    /// RFC 3339.
    public var occurredAt: String?

    public struct Location: Sendable {
        public var latitude: Double
        public var longitude: Double

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public struct Contact: Sendable {
        public var name: String?
        public var phone: String?
        public var email: String?

        public init(name: String? = nil, phone: String? = nil, email: String? = nil) {
            self.name = name
            self.phone = phone
            self.email = email
        }
    }

    public init(text: String) {
        self.text = text
    }
}
