/// What kind of region it is, as far as the word beside its name says.
public enum RegionKind: String, CaseIterable, Sendable, Codable {
    case oblast, krai, republic
    /// Автономный округ.
    case autonomousOkrug
    /// Район.
    case district
    /// Округ, поселение and other municipalities.
    case municipality
    /// The word is the name itself: «Россия».
    case country

    /// Whether it is a subject of the federation.
    var isSubject: Bool {
        switch self {
        case .oblast, .krai, .republic, .autonomousOkrug: true
        case .district, .municipality, .country: false
        }
    }
}
