/// What a model tells from an appeal's words.
public enum RoutingModelKind: String, CaseIterable, Sendable, Codable {
    /// What it is about.
    case category
    /// Whose it may be, where the contracts do not say.
    case organisation
}
