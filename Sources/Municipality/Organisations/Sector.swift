/// The three sectors that a town's organisations belong to.
public enum Sector: String, CaseIterable, Sendable, Codable {
    case state, business
    case `public`
}
