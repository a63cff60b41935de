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

    /// The chosen house, or else the one with the written address, or else the one at the point. A written address that
    /// names a house beats the point, also when there is no such house: then the one at the point would be wrong.
    func place(of fact: RoutingStore.Facts) -> PlaceFinding {
        let address = fact.address.map { WrittenAddress(reading: $0) }
        var place =
            if let house = fact.house { chosen(house, address) } else { found(by: address, fact) }
        guard let point = fact.coordinates else { return place }
        place.isOutside = place.isOutside || !book.map.isWithin(Self.reach, point)
        if place.conflict == nil, let house = place.house, let metres = metres(from: point, to: [house]),
            metres > fact.accuracy ?? Self.usualAccuracy
        {
            place.conflict = .init(kind: fact.house == nil ? .pointAndAddress : .pointAndChoice, metres: metres)
        }
        return place
    }

    private func found(by address: WrittenAddress?, _ fact: RoutingStore.Facts) -> PlaceFinding {
        guard let address else { return pointed(nil, fact) }
        let found = book.find(address)
        guard !found.isElsewhere else { return PlaceFinding(isOutside: true) }
        guard address.namesHouse || found.house != nil || !found.candidates.isEmpty else {
            return pointed(address, fact)
        }
        var place = PlaceFinding(house: found.house, candidates: found.candidates, isAmongThem: found.isAmongThem)
        // Not among houses that only resemble the address: the right one may not be in the register.
        if found.isAmongThem, case let near = nearby(fact).houses,
            case let both = found.candidates.filter(near.contains), both.count == 1, let house = both.first,
            !found.candidates.contains(where: { isPerhapsNear($0, house) })
        {
            (place.house, place.candidates) = (house, [])
        }
        return place
    }

    /// Whether a house of the same street may be beside the other, because its place is not known: 5к2 beside 5.
    private func isPerhapsNear(_ house: HouseID, _ other: HouseID) -> Bool {
        house != other && book.map.point(of: house) == nil && book.areOnOneStreet(house, other)
    }

    // MARK: Chosen houses

    /// The chosen house, with the houses of an address that says otherwise. Nothing is lost: an appeal can be sent by a
    /// system that could not correct it.
    private func chosen(_ house: HouseID, _ address: WrittenAddress?) -> PlaceFinding {
        var place = PlaceFinding(house: house)
        guard let address else { return place }
        let found = book.find(address)
        guard found.house != house, !found.candidates.contains(house) else { return place }
        var told: Set<HouseID> = []
        if let other = found.house {
            place.candidates = [other]
        } else if found.isAmongThem {
            place.candidates = found.candidates
        } else {
            switch book.extent(of: address) {
            // «ул. Мира»; «напротив дома 7 по ул. Мира»
            case .houses(let street) where street.contains(house) && (!address.namesHouse || address.isVague):
                return place
            case .houses(let street): told = street
            // «ул. Неизвестная, 5», but not «за магазином 5»
            case .unknown where address.namesHouse && address.street?.kinds.isEmpty == false: break
            case .unknown, .untold: return place
            }
            place.isContradictory = true
        }
        let own = book.map.point(of: house)
        place.conflict = .init(
            kind: .addressAndChoice,
            metres: told.contains(house) ? nil : own.flatMap { metres(from: $0, to: place.candidates + told) }
        )
        return place
    }

    // MARK: Points

    /// The house at the point if it can be no other, and the address does not say otherwise.
    private func pointed(_ address: WrittenAddress?, _ fact: RoutingStore.Facts) -> PlaceFinding {
        let near = nearby(fact)
        // «напротив дома» is not in the house at the point.
        var place = PlaceFinding(
            candidates: near.houses,
            isAmongThem: near.isComplete && !near.houses.isEmpty && address?.isVague != true
        )
        if let address, !near.houses.isEmpty, address.number != nil {
            place.isAmongThem = place.isAmongThem && book.hasNumber(of: address, among: near.houses)
        }
        switch address.map(book.extent) ?? .untold {
        case .untold: break
        case .unknown: place.isAmongThem = false
        case .houses(let told):
            let both = near.houses.filter(told.contains)
            if both.isEmpty { contradict(&place, told, address, fact) } else { place.candidates = both }
        }
        if place.isAmongThem, place.candidates.count == 1 {
            (place.house, place.candidates) = (place.candidates.first, [])
        }
        return place
    }

    /// - Parameter told: the houses of the street, or the settlement, of the address.
    private func contradict(
        _ place: inout PlaceFinding,
        _ told: Set<HouseID>,
        _ address: WrittenAddress?,
        _ fact: RoutingStore.Facts
    ) {
        guard let point = fact.coordinates else { return }
        let nearest = nearest(to: point, of: told)
        let isAtHouse = !place.candidates.isEmpty
        place.isAmongThem = false
        place.isContradictory = isAtHouse
        if let nearest, isAtHouse { place.candidates.append(nearest.house) }
        // A point outside all streets may be in the settlement.
        guard let metres = nearest?.metres, isAtHouse || address?.street != nil,
            metres > fact.accuracy ?? Self.usualAccuracy || isAtHouse
        else { return }
        place.conflict = .init(kind: .pointAndStreet, metres: metres)
    }

    private func nearby(_ fact: RoutingStore.Facts) -> HouseMap.Nearby {
        let accuracy = fact.accuracy ?? Self.usualAccuracy
        guard let point = fact.coordinates, accuracy <= Self.radius else {
            return HouseMap.Nearby(houses: [], isComplete: false)
        }
        return book.map.nearby(point, accuracy: accuracy, reach: Self.radius)
    }

    /// The distance to the nearest of the houses; nil when none has a place.
    private func metres(from point: Coordinates, to houses: [HouseID]) -> Double? {
        nearest(to: point, of: houses)?.metres
    }

    private func nearest(to point: Coordinates, of houses: some Sequence<HouseID>) -> (house: HouseID, metres: Double)?
    {
        houses.compactMap { house in book.map.point(of: house).map { (house, point.distance(to: $0)) } }
            .min { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
    }
}
