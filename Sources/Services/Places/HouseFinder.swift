import Addresses
import Municipality
import Store

/// Finds the houses that appeals are about.
struct HouseFinder {
    private let book: AddressBook

    init(_ book: AddressBook) {
        self.book = book
    }

    /// Maximum distance in metres between a point and the house that it stands for. A point that is less accurate
    /// stands for no house.
    static let radius = 60.0
    /// The accuracy of a point in metres when not told.
    static let usualAccuracy = 50.0
    /// Maximum distance in metres between a point of the town and its houses.
    static let reach = 10_000.0

    /// The place of an appeal.
    struct Place {
        var house: HouseID?
        /// Houses that it may be, when it is not clear which.
        var candidates: [HouseID] = []
        /// Whether it is one of the candidates.
        var isAmongThem = false
        /// Metres between the house of the address and the point, if they are farther apart than the point's accuracy
        /// explains.
        var disagreement: Double?
        /// Whether the point is outside the town, or the address names another region.
        var isOutside = false
    }

    /// The chosen house, or else the one with the written address, or else the nearest to the point. A written address
    /// that names a house beats the point, also when there is no such house: then the nearest one would be wrong. So
    /// does one that names another region.
    func place(of fact: RoutingStore.Facts) -> Place {
        var place = Place()
        if let point = fact.coordinates { place.isOutside = !book.map.isWithin(Self.reach, point) }
        if let house = fact.house {
            place.house = house
        } else if let address = fact.address.map(WrittenAddress.init(reading:)),
            address.namesHouse || book.isElsewhere(address)
        {
            let found = book.find(address)
            if found.isElsewhere { place.isOutside = true }
            place.house = found.house
            place.candidates = found.candidates
            place.isAmongThem = found.isAmongThem
            // Not among houses that only resemble the address: the right one may not be in the register.
            if found.isAmongThem, let nearest = nearest(to: fact), found.candidates.contains(nearest) {
                (place.house, place.candidates, place.isAmongThem) = (nearest, [], false)
            }
        } else {
            place.house = nearest(to: fact)
        }
        guard let point = fact.coordinates, let house = place.house, let own = book.map.point(of: house) else {
            return place
        }
        let metres = point.distance(to: own)
        if metres > fact.accuracy ?? Self.usualAccuracy { place.disagreement = metres }
        return place
    }

    private func nearest(to fact: RoutingStore.Facts) -> HouseID? {
        guard let point = fact.coordinates, fact.accuracy ?? Self.usualAccuracy <= Self.radius else { return nil }
        return book.map.nearest(to: point, within: Self.radius)?.house
    }
}
