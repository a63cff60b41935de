/// The outcome of a search for one written address.
public struct HouseFinding: Sendable {
    /// The only house that the address can mean.
    public let house: House?
    /// Houses that it may mean, when it is not clear which.
    public let candidates: [House]
    /// Whether the address names another region than the town's.
    public let isElsewhere: Bool
}
