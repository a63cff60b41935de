/// What kind of settlement it is, as far as the word before its name says.
public enum SettlementKind: String, CaseIterable, Sendable, Codable {
    case city, village, hamlet, township, farm, station, aul, garden

    /// Its mark, if that can be the beginning of a first name.
    var initial: String? {
        switch self {
        case .city: "г"
        case .village: "с"
        case .hamlet: "д"
        case .township: "п"
        case .farm: "х"
        case .station: "ст"
        case .aul, .garden: nil
        }
    }
}
