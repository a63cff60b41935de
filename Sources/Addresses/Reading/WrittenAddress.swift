/// What was read in a written address. It says nothing about whether there is such a house.
public struct WrittenAddress: Hashable, Sendable {
    /// A settlement: a town, a village or a part of a town.
    public struct Settlement: Hashable, Sendable {
        /// nil when not told.
        public var kind: SettlementKind?
        /// In lower case, ё as е.
        public var words: [String]

        public init(kind: SettlementKind? = nil, words: [String]) {
            self.kind = kind
            self.words = words
        }
    }

    /// A street.
    public struct Street: Hashable, Sendable {
        /// Empty when not told; «пр.» can mean two.
        public var kinds: Set<StreetKind>
        /// In lower case, ё as е; ordinals without their ending.
        public var words: [String]

        public init(kinds: Set<StreetKind> = [], words: [String]) {
            self.kinds = kinds
            self.words = words
        }
    }

    /// A region or district.
    public struct Region: Hashable, Sendable {
        public var kind: RegionKind
        /// In lower case, ё as е. Behind a mark, words that do not belong to the name may follow.
        public var words: [String]

        public init(kind: RegionKind, words: [String]) {
            self.kind = kind
            self.words = words
        }
    }

    /// Regions and districts with a mark: «Ярославская область», «Тутаевский р-н».
    public var regions: [Region] = []
    public var settlement: Settlement?
    public var street: Street?
    public var number: HouseNumber?
    /// The street and number of the other side of a corner house.
    public var corner: Corner?
    public var flat: String?
    /// Whether nothing says that the number is a flat: «Мира, 5, 12».
    public var isBareFlat = false
    public var entrance: String?
    public var storey: String?
    public var intercom: String?
    /// Six digits.
    public var index: String?
    /// Words before the street that have no mark: «Тутаев», «Татарстан».
    public var unknown: [[String]] = []
    /// Words after the house, which may be the settlement: «ул. Лесная, 5, Никольское».
    public var trailing: [Trailing] = []
    /// Other numbers that the text can mean: 5Г for «5 г. Тутаев», where «г» may also be a word.
    public var otherNumbers: [HouseNumber] = []
    /// Whether an ordinal stands in a name: «5-я Заводская» is no house 5.
    var hasOrdinal = false
    /// Whether the number follows the name of the street at once, to which it may belong: «Заводская-2, 8».
    var isNumberBesideName = false
    /// Whether the matter is near the house and not in it, or at several houses.
    public var isVague = false

    /// Words after the house.
    public struct Trailing: Hashable, Sendable {
        /// In lower case, ё as е.
        public var words: [String]
        /// Whether they are one or two words that are written like names, and nothing stands with them.
        public var isName: Bool
    }

    public struct Corner: Hashable, Sendable {
        public var street: Street
        public var number: HouseNumber?
    }

    public init() {}

    /// A bare number behind that of the house: a flat, a corpus or another house.
    var second: String? { isBareFlat ? flat : number?.withoutFlat?.flat }

    /// Other houses that the text can mean: those of ``otherNumbers``, the corpus of «5, 2», the second house of «5, 7».
    var alternatives: [HouseNumber] {
        guard let number, let second, case let other = HouseNumber(reading: second) else { return otherNumbers }
        let corpus = HouseNumber(number.main, number.parts + [HouseNumber.Part(.corpus, second)])
        return otherNumbers + (isBareFlat ? [corpus] : []) + (other.isBehind(number) ? [other] : [])
    }

    /// The address with the number in the name of its street, and the house behind it: «Заводская 2, 8».
    var withNumberInName: WrittenAddress? {
        guard isNumberBesideName, let street, let number, let second, number.parts.count <= (isBareFlat ? 0 : 1) else {
            return nil
        }
        var other = self
        other.street = Street(kinds: street.kinds, words: street.words + [number.main])
        (other.number, other.flat, other.isBareFlat) = (HouseNumber(reading: second), nil, false)
        (other.otherNumbers, other.isNumberBesideName) = ([], false)
        return other
    }

    /// The address as a street with a first name, if the letter before it was taken for the mark of a settlement:
    /// «С. Разина, 3» is no village.
    var withInitial: WrittenAddress? {
        guard street == nil, let settlement, let initial = settlement.kind?.initial else { return nil }
        var other = self
        other.settlement = nil
        other.street = Street(words: [initial] + settlement.words)
        return other
    }

    /// Whether it names a house by its number.
    public var namesHouse: Bool { number != nil && (street != nil || settlement != nil || !unknown.isEmpty) }
}
