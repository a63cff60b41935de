public import JSONText
public import Services

extension AppealSubmission: JSONReadable {
    public init?(reading reader: inout JSONReader) {
        var text: String?
        var rest = AppealSubmission(text: "")
        let isWhole = reader.object { name, reader in
            switch name {
            case "text": Self.fill(&text, reader.string())
            case "house_id": Self.fill(&rest.houseID, reader.integer())
            case "location": Self.fill(&rest.location, Location(reading: &reader))
            case "address": Self.fill(&rest.address, reader.string())
            case "category": Self.fill(&rest.category, reader.string())
            case "channel": Self.fill(&rest.channel, reader.string())
            case "contact": Self.fill(&rest.contact, Contact(reading: &reader))
            case "occurred_at": Self.fill(&rest.occurredAt, reader.string())
            default: false
            }
        }
        guard isWhole, let text else { return nil }
        rest.text = text
        self = rest
    }

    /// Whether there is a value, and the first of its name.
    fileprivate static func fill<Value>(_ field: inout Value?, _ value: Value?) -> Bool {
        guard field == nil, let value else { return false }
        field = value
        return true
    }
}

extension AppealSubmission.Location: JSONReadable {
    public init?(reading reader: inout JSONReader) {
        var latitude: Double?
        var longitude: Double?
        let isWhole = reader.object { name, reader in
            switch name {
            case "latitude": AppealSubmission.fill(&latitude, reader.double())
            case "longitude": AppealSubmission.fill(&longitude, reader.double())
            default: false
            }
        }
        guard isWhole, let latitude, let longitude else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}

extension AppealSubmission.Contact: JSONReadable {
    public init?(reading reader: inout JSONReader) {
        var contact = AppealSubmission.Contact()
        let isWhole = reader.object { name, reader in
            switch name {
            case "name": AppealSubmission.fill(&contact.name, reader.string())
            case "phone": AppealSubmission.fill(&contact.phone, reader.string())
            case "email": AppealSubmission.fill(&contact.email, reader.string())
            default: false
            }
        }
        guard isWhole else { return nil }
        self = contact
    }
}
