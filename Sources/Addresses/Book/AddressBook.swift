public import Municipality

/// The houses of a town, found by their addresses as people write them.
///
/// Never a wrong house: a spelling finds a house only if it can mean no other. Otherwise the candidates are offered.
/// A value; building it takes about ten microseconds a house.
public struct AddressBook: Sendable {
    /// A house of the register.
    public struct House: Sendable {
        public let id: HouseID
        /// The village or part of the town; nil for the town itself.
        public let settlement: String?
        public let street: String
        public let number: String
        /// WGS 84 degrees; nil when not known.
        public let point: Coordinates?

        public init(id: HouseID, settlement: String? = nil, street: String, number: String, point: Coordinates? = nil) {
            self.id = id
            self.settlement = settlement
            self.street = street
            self.number = number
            self.point = point
        }
    }

    struct Settlement: Sendable {
        /// nil for the town itself.
        let name: StreetName?
        let kind: SettlementKind?
    }

    struct Street: Sendable {
        /// Position in `settlements`.
        let settlement: Int
        let kinds: Set<StreetKind>
        /// Without words for houses of a settlement that has no streets.
        let name: StreetName
        /// The ways to understand the name; first as it is written.
        let forms: [StreetForm]
        /// The person that it may be called after.
        let person: PersonName
        /// The words of the street and the settlement, with that of the kind.
        let searchWords: [[Unicode.Scalar]]
        /// Positions in `entries`, in natural order.
        var entries: [Int] = []
    }

    struct Entry: Sendable {
        let house: HouseID
        let number: HouseNumber
        /// In ``HouseNumber/loose`` form.
        let loose: String
        /// The register has each entrance by itself.
        let entrance: String?
    }

    /// Names of the town itself, each a list of words.
    let townNames: [StreetName]
    let areas: Set<String>
    /// Where the town is; nil compares no regions.
    let region: FederalSubject?
    private(set) var settlements: [Settlement] = [Settlement(name: nil, kind: nil)]
    private(set) var streets: [Street] = []
    private(set) var entries: [Entry] = []
    /// Positions of streets by the keys of their names.
    private(set) var streetsByKey: [String: [Int]] = [:]
    /// Houses in order of settlement, street and number.
    public private(set) var ordered: [HouseID] = []
    /// Positions in `ordered`.
    private(set) var positions: [HouseID: Int] = [:]
    /// Where the houses are.
    public let map: HouseMap

    /// - Parameters:
    ///   - townName: of the municipality, such as «Тутаев» or «Тутаевский муниципальный округ».
    ///   - areas: names of its areas, which may stand in an address.
    ///   - region: where the town is, such as «Ярославская область»; nil compares no regions.
    public init(_ houses: [House], townName: String = "", areas: [String] = [], region: String? = nil) {
        let names = AddressWords.tokens(of: townName).filter { $0.kind == .word }.map(\.text)
        townNames =
            names.filter { $0.unicodeScalars.count > 2 && AddressMarks.settlement[$0] == nil }
            .map { StreetName([$0]) } + [StreetName(names)]
        self.areas = Set(areas.map { AddressWords.tokens(of: $0).map(\.text).joined() })
        self.region = region.flatMap(FederalSubject.init(named:))
        map = HouseMap(houses)
        var builder = Builder()
        for house in houses { builder.add(house) }
        (settlements, streets, entries) = (builder.settlements, builder.streets, builder.entries)
        for (place, street) in streets.enumerated() {
            streets[place].entries.sort { entries[$0].number < entries[$1].number }
            for key in Set([street.name.key, street.name.sortedKey]) { streetsByKey[key, default: []].append(place) }
        }
        order(houses.map(\.id))
    }

    private mutating func order(_ houses: [HouseID]) {
        let sorted = streets.indices.sorted { Self.isLess(streets[$0], streets[$1], settlements) }
        ordered.reserveCapacity(houses.count)
        var seen: Set<HouseID> = []
        for street in sorted {
            for entry in streets[street].entries where seen.insert(entries[entry].house).inserted {
                ordered.append(entries[entry].house)
            }
        }
        // Without a readable number.
        ordered += houses.filter { !seen.contains($0) }
        positions = Dictionary(ordered.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private static func isLess(_ one: Street, _ other: Street, _ settlements: [Settlement]) -> Bool {
        let (here, there) = (settlements[one.settlement].name?.key ?? "", settlements[other.settlement].name?.key ?? "")
        if here != there { return here < there }
        if one.name.words != other.name.words { return one.name.words.lexicographicallyPrecedes(other.name.words) }
        return one.kinds.map(\.rawValue).sorted().lexicographicallyPrecedes(other.kinds.map(\.rawValue).sorted())
    }
}
