import Addresses
import Foundation
import Municipality

/// The unchecked input of a resident, or of an operator on behalf of a resident. Validation makes it a `NewAppeal`.
public struct AppealSubmission: Sendable {
    public var text: String
    public var houseID: Int64?
    public var location: Location?
    public var address: String?
    /// Otherwise read from the address, as are `entrance` and `details`.
    public var flat: String?
    public var entrance: String?
    public var details: String?
    public var category: String?
    public var channel: String?
    /// Set by actors who may set the identity. Without it, the appeal is a message.
    public var kind: String?
    public var identity: String?
    public var contact: Contact?
    /// RFC 3339.
    public var occurredAt: String?

    public struct Location: Sendable {
        public var latitude: Double
        public var longitude: Double
        /// In metres.
        public var accuracy: Double?
        /// Whether an operator insists on a point outside the town.
        public var confirmed: Bool?

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public struct Contact: Sendable {
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
    }

    public init(text: String) {
        self.text = text
    }
}

extension NewAppeal {
    /// The validated appeal, with the clocks that start for it.
    ///
    /// - Parameters:
    ///   - catalogue: of the town, recent enough to have the category.
    ///   - map: the houses of the town; required for a submission with a location.
    ///   - actor: who submits it. Not every actor may set the kind and the identity.
    ///
    /// Throws ``ServiceError/invalid(_:)`` with all problems.
    init(
        parsing submission: AppealSubmission,
        catalogue: Catalogue,
        map: HouseMap?,
        by actor: Actor,
        in timeZone: TimeZone,
        now: Date
    ) throws(ServiceError) {
        var check = FieldCheck()
        self.init(
            AppealContent(text: check.requiredText(submission.text, "text", limit: AppealContent.textLimit)),
            registeredAt: now.wholeMilliseconds
        )
        house = submission.houseID.map(HouseID.init)
        coordinates = submission.location.flatMap { check.point($0, map, by: actor) }
        accuracy = submission.location?.accuracy
        address = check.text(submission.address, "address", limit: 500)
        inHouse = check.placeInHouse(submission)
        let chosen = check.text(submission.category, "category", limit: 127).flatMap { code in
            let category = catalogue.active(code)
            if category == nil { check.fail("category", "does not exist in the town") }
            return category
        }
        category = chosen?.id
        content.channel = check.oneOf(IntakeChannel.open, submission.channel, "channel") ?? actor.onlyChannel ?? .web
        content.kind = check.oneOf(AppealKind.allCases, submission.kind, "kind") ?? .message
        content.identity = check.oneOf(Identity.allCases, submission.identity, "identity") ?? .unproven
        contact = check.contact(submission.contact)
        occurredAt = check.instant(submission.occurredAt, "occurred_at")
        if let occurredAt {
            // A minute's tolerance for clocks that run ahead. The year 2000 is the limit because a town cannot fix
            // earlier problems.
            if occurredAt > now.addingTimeInterval(60) { check.fail("occurred_at", "is in the future") }
            if occurredAt < Self.earliest { check.fail("occurred_at", "is before the year 2000") }
        }
        check.standing(of: self, as: submission, by: actor, on: Day(of: registeredAt, in: timeZone))
        try check.finish()
        clocks = ClockPolicy.clocks(
            ofAppeal: content.kind,
            registeredAt: registeredAt,
            limitHours: chosen?.limitHours,
            in: timeZone
        )
    }

    /// 2000-01-01.
    private static let earliest = Date(timeIntervalSince1970: 946_684_800)
}

extension FieldCheck {
    /// A point of the town. An operator may insist on a point outside it.
    fileprivate mutating func point(
        _ location: AppealSubmission.Location,
        _ map: HouseMap?,
        by actor: Actor
    ) -> Coordinates? {
        guard let point = Coordinates(latitude: location.latitude, longitude: location.longitude) else {
            fail("location", "latitude is −90 to 90 and longitude −180 to 180 degrees")
            return nil
        }
        if let accuracy = location.accuracy, !(1...100_000).contains(accuracy) {
            fail("location.accuracy", "is 1 to 100000 metres")
        }
        if location.confirmed == true {
            if !actor.may(.registerCalls) { fail("location.confirmed", "requires the permission register_calls") }
            return point
        }
        // Where no house has a place, one point is wrong in every town: that of a device that does not know its place.
        let isNowhere = abs(point.latitude) < 0.01 && abs(point.longitude) < 0.01
        guard isNowhere || !(map?.isWithin(HouseFinder.reach, point) ?? true) else { return point }
        let swapped = Coordinates(latitude: point.longitude, longitude: point.latitude)
        let isSwapped =
            if let map, let swapped, !map.isEmpty { map.isWithin(HouseFinder.reach, swapped) } else { false }
        fail("location", isSwapped ? "is outside the town; latitude and longitude are swapped" : "is outside the town")
        return nil
    }

    /// What the fields say, or else the address.
    fileprivate mutating func placeInHouse(_ submission: AppealSubmission) -> PlaceInHouse {
        var place = PlaceInHouse(
            flat: text(submission.flat, "flat", limit: PlaceInHouse.numberLimit),
            entrance: text(submission.entrance, "entrance", limit: PlaceInHouse.numberLimit),
            details: text(submission.details, "details", limit: PlaceInHouse.detailsLimit)
        )
        guard let address = submission.address else { return place }
        let read = WrittenAddress(reading: address)
        place.flat = place.flat ?? read.flat.map { String($0.prefix(PlaceInHouse.numberLimit)) }
        place.entrance = place.entrance ?? read.entrance.map { String($0.prefix(PlaceInHouse.numberLimit)) }
        let more = [read.storey.map { "этаж \($0)" }, read.intercom.map { "домофон \($0)" }].compactMap(\.self)
        if place.details == nil, !more.isEmpty { place.details = more.joined(separator: ", ") }
        return place
    }

    fileprivate mutating func contact(_ given: AppealSubmission.Contact?) -> AppealContact {
        AppealContact(
            name: text(given?.name, "contact.name", limit: 200),
            phone: contact(given?.phone, "contact.phone", .phone),
            email: contact(given?.email, "contact.email", .email),
            address: text(given?.address, "contact.address", limit: 500)
        )
    }

    /// Checks who may set kind and identity, and what an appeal under 59-FZ requires.
    fileprivate mutating func standing(
        of appeal: NewAppeal,
        as submission: AppealSubmission,
        by actor: Actor,
        on day: Day
    ) {
        if let only = actor.onlyChannel, appeal.content.channel != only {
            fail("channel", "must be \(only.rawValue)")
        }
        if !actor.may(.registerCalls), !IntakeChannel.ofResidents.contains(appeal.content.channel) {
            fail("channel", "\(appeal.content.channel.rawValue) requires the permission register_calls")
        }
        if !actor.may(.setIdentity) {
            for (field, value) in [("kind", submission.kind), ("identity", submission.identity)] where value != nil {
                fail(field, "requires the permission set_identity; leave it out")
            }
            return
        }
        guard appeal.content.kind == .appeal59FZ else { return }
        let lacks = Appeal59FZ.lacks(
            identity: appeal.content.identity,
            channel: appeal.content.channel,
            hasName: appeal.contact.name != nil,
            hasReplyAddress: appeal.contact.hasReplyAddress,
            on: day
        )
        for lack in lacks {
            switch lack {
            case .identity: fail("identity", "an appeal under 59-FZ needs an identified author")
            case .name: fail("contact.name", "an appeal under 59-FZ needs the author's name")
            case .replyAddress: fail("contact.address", "an appeal under 59-FZ needs a reply address, or contact.email")
            case .channel: fail("channel", "an appeal under 59-FZ cannot be submitted by e-mail")
            }
        }
    }
}
