/// What leads to the place of the matter within its house. Never shown to the public.
public struct PlaceInHouse: Hashable, Sendable {
    /// Number of the flat, office or room.
    public var flat: String?
    public var entrance: String?
    /// Storey, intercom and the like, in words.
    public var details: String?

    /// Maximum number of characters of the flat and the entrance.
    public static let numberLimit = 20
    /// Maximum number of characters of the details.
    public static let detailsLimit = 500

    public init(flat: String? = nil, entrance: String? = nil, details: String? = nil) {
        self.flat = flat
        self.entrance = entrance
        self.details = details
    }
}
