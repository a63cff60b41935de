/// What a model recognises in an appeal's words.
public enum RoutingModelKind: String, CaseIterable, Sendable, Codable {
    /// What the appeal is about.
    case category
    /// Which organisation may be responsible, when the contracts do not say.
    case organisation
}
