import JSONText
import Municipality
package import Services

extension AppealSubmission {
    package static var body: Body<AppealSubmission> {
        Body(
            "AppealSubmission",
            blank: AppealSubmission(text: ""),
            readPlain: { JSONReader.read($0) }
        ) {
            BodyField("text", \.text, .text(1...10_000, example: "Второй день холодные батареи"))
            BodyField("house_id", \.houseID, Int64.schema.with("One of GET /v1/houses."))
            BodyField("location", \.location, .location)
            BodyField("address", \.address, .text(...500, example: "ул. Моторостроителей, 5"))
            BodyField("category", \.category, .text(...127).with("One of GET /v1/categories."))
            BodyField(
                "channel",
                \.channel,
                .oneOf(IntakeChannel.open.map(\.rawValue)).with(.standard(.string(IntakeChannel.web.rawValue)))
            )
            BodyField("contact", \.contact, .contact)
            BodyField(
                "occurred_at",
                \.occurredAt,
                .instant.with("When it was noticed; from the year 2000 on and not in the future.")
            )
        }
    }
}

extension Body where Value == AppealSubmission.Location {
    fileprivate static var location: Body {
        Body("NewLocation", blank: AppealSubmission.Location(latitude: 0, longitude: 0)) {
            BodyField("latitude", \.latitude, .degrees(90, example: 57.87))
            BodyField("longitude", \.longitude, .degrees(180, example: 39.54))
        }
    }
}

extension Body where Value == AppealSubmission.Contact {
    fileprivate static var contact: Body {
        Body("NewContact", blank: AppealSubmission.Contact()) {
            BodyField("name", \.name, .text(...200, example: "Иван"))
            BodyField("phone", \.phone, .text(...40, example: "+7 000 000-00-00"))
            BodyField("email", \.email, .text(...254, example: "ivan@example.org"))
        }
    }
}
