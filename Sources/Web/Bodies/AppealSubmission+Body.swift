public import JSONText
import Municipality
public import Services

extension AppealSubmission {
    package static var body: Body<AppealSubmission> {
        Body(
            "AppealSubmission",
            blank: AppealSubmission(text: ""),
            readPlain: { JSONReader.read($0) }
        ) {
            BodyField("text", \.text, .text(1...10_000, example: "Второй день холодные батареи"))
            BodyField("house_id", \.houseID, Int64.schema.with("An id from GET /v1/houses."))
            BodyField("location", \.location, .location)
            BodyField("address", \.address, .text(...500, example: "ул. Моторостроителей, 5"))
            BodyField("flat", \.flat, .text(...20).with("Otherwise read from the address. Never shown to the public."))
            BodyField("entrance", \.entrance, .text(...20).with("Otherwise read from the address."))
            BodyField("details", \.details, .text(...500).with("Storey, intercom; otherwise read from the address."))
            BodyField("category", \.category, .text(...127).with("A code from GET /v1/categories."))
            BodyField(
                "channel",
                \.channel,
                .oneOf(IntakeChannel.open.map(\.rawValue))
                    .with("For callers without register_calls: web or app.")
                    .with(.standard(.string(IntakeChannel.web.rawValue)))
            )
            BodyField(
                "kind",
                \.kind,
                .oneOf(AppealKind.allCases.map(\.rawValue)).with("For callers with set_identity; default: message.")
            )
            BodyField(
                "identity",
                \.identity,
                .oneOf(Identity.allCases.map(\.rawValue)).with(
                    "How the author was identified; for those with set_identity."
                )
            )
            BodyField("contact", \.contact, .contact)
            BodyField(
                "occurred_at",
                \.occurredAt,
                .instant.with("When the problem was noticed: since the year 2000, not in the future.")
            )
        }
    }
}

extension Body where Value == AppealSubmission.Location {
    fileprivate static var location: Body {
        Body("NewLocation", blank: AppealSubmission.Location(latitude: 0, longitude: 0)) {
            BodyField("latitude", \.latitude, .degrees(90, example: 57.87))
            BodyField("longitude", \.longitude, .degrees(180, example: 39.54))
            BodyField(
                "accuracy",
                \.accuracy,
                Double.schema.with(
                    "In metres; 50 when absent. A few for a click on a map.",
                    .minimum(1),
                    .maximum(100_000)
                )
            )
            BodyField(
                "confirmed",
                \.confirmed,
                Bool.schema.with("For callers with register_calls: accepts a point outside the town; goes to triage.")
            )
        }
    }
}

extension Body where Value == AppealSubmission.Contact {
    fileprivate static var contact: Body {
        Body("NewContact", blank: AppealSubmission.Contact()) {
            BodyField("name", \.name, .text(...200, example: "Иван"))
            BodyField("phone", \.phone, .text(...40, example: "+7 900 000-00-00"))
            BodyField("email", \.email, .text(...254, example: "ivan@example.org"))
            BodyField("address", \.address, .text(...500).with("By post."))
        }
    }
}

// Parsed without an intermediate tree if the body contains nothing else.

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
            case "flat": Self.fill(&rest.flat, reader.string())
            case "entrance": Self.fill(&rest.entrance, reader.string())
            case "details": Self.fill(&rest.details, reader.string())
            case "category": Self.fill(&rest.category, reader.string())
            case "channel": Self.fill(&rest.channel, reader.string())
            case "kind": Self.fill(&rest.kind, reader.string())
            case "identity": Self.fill(&rest.identity, reader.string())
            case "contact": Self.fill(&rest.contact, Contact(reading: &reader))
            case "occurred_at": Self.fill(&rest.occurredAt, reader.string())
            default: false
            }
        }
        guard isWhole, let text else { return nil }
        rest.text = text
        self = rest
    }

    /// Whether there is a value, and it is the first with its name.
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
        var accuracy: Double?
        let isWhole = reader.object { name, reader in
            switch name {
            case "latitude": AppealSubmission.fill(&latitude, reader.double())
            case "longitude": AppealSubmission.fill(&longitude, reader.double())
            case "accuracy": AppealSubmission.fill(&accuracy, reader.double())
            default: false
            }
        }
        guard isWhole, let latitude, let longitude else { return nil }
        self.init(latitude: latitude, longitude: longitude)
        self.accuracy = accuracy
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
            case "address": AppealSubmission.fill(&contact.address, reader.string())
            default: false
            }
        }
        guard isWhole else { return nil }
        self = contact
    }
}
