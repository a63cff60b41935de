import Foundation
import Municipality

/// A submission that holds: every rule that needs no database was checked.
struct AppealDraft: Sendable {
    let text: String
    let house: HouseID?
    let coordinates: Coordinates?
    let address: String?
    let category: String?
    let channel: IntakeChannel
    let name: String?
    let phone: String?
    let email: String?
    let occurredAt: Date?

    /// Characters of text at most.
    static let textLimit = 10_000

    /// Throws ``ServiceError/invalid(_:)`` with everything that is wrong.
    init(parsing submission: AppealSubmission, now: Date) throws(ServiceError) {
        var check = FieldCheck()
        text = check.text(submission.text, "text", limit: Self.textLimit) ?? ""
        if text.isEmpty { check.fail("text", "must not be empty") }
        house = submission.houseID.map(HouseID.init)
        coordinates = submission.location.flatMap { location in
            let point = Coordinates(latitude: location.latitude, longitude: location.longitude)
            if point == nil { check.fail("location", "latitude is −90 to 90 and longitude −180 to 180 degrees") }
            return point
        }
        address = check.text(submission.address, "address", limit: 500)
        category = check.text(submission.category, "category", limit: 127)
        channel = check.oneOf(IntakeChannel.open, submission.channel, "channel") ?? .web
        name = check.text(submission.contact?.name, "contact.name", limit: 200)
        phone = check.text(submission.contact?.phone, "contact.phone", limit: 40)
        if let phone, Self.digits(of: phone).count < 3 { check.fail("contact.phone", "is not a telephone number") }
        email = check.text(submission.contact?.email, "contact.email", limit: 254)
        if let email, !Self.isEmail(email) { check.fail("contact.email", "is not an e-mail address") }
        occurredAt = check.instant(submission.occurredAt, "occurred_at")
        if let occurredAt {
            // A minute's grace for clocks that run ahead; before 2000 nothing is complained of that a town can still mend.
            if occurredAt > now.addingTimeInterval(60) { check.fail("occurred_at", "lies in the future") }
            if occurredAt < Self.earliest { check.fail("occurred_at", "lies before the year 2000") }
        }
        try check.finish()
    }

    /// The phone or else the e-mail in the form in which the same contact is the same.
    var contactKey: String? {
        if let phone {
            let digits = Self.digits(of: phone)
            // +7 and 8 begin the same Russian number.
            return "tel:" + (digits.count == 11 && digits.first == "8" ? "7" + digits.dropFirst() : digits)
        }
        return email.map { "mailto:" + $0.lowercased() }
    }

    /// Digits of any script.
    private static func digits(of phone: String) -> String {
        var ascii = phone
        let isPlain = ascii.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
        // What a character is, is dear to ask.
        return isPlain
            ? String(decoding: phone.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
            : phone.filter(\.isNumber)
    }

    private static let earliest = Date(timeIntervalSince1970: 946_684_800)

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(where: \.isWhitespace)
    }
}
