/// What a town's appeals can be about: its categories and the services responsible for them, in memory.
///
/// Categories are never deleted, and their codes never change. Everything else is valid for ``version`` only.
public struct Catalogue: Sendable {
    /// Changes with every change of the catalogue. Versions are only compared for equality.
    public let version: Int64
    /// In order of their ids, inactive ones included.
    public let categories: [Entry]
    private let places: [CategoryID: Int]
    private let ids: [String: CategoryID]

    public init(version: Int64, categories: [Entry]) {
        self.version = version
        self.categories = categories
        places = Dictionary(categories.enumerated().map { ($1.id, $0) }) { first, _ in first }
        ids = Dictionary(categories.map { ($0.code, $0.id) }) { first, _ in first }
    }

    /// The keywords of the active categories. They take many times the memory of the catalogue itself, and time to
    /// build.
    public func makeRules() -> KeywordRules {
        KeywordRules(categories.filter { $0.isActive && !$0.keywords.isEmpty }.map { ($0.id, $0.keywords) })
    }

    public subscript(id: CategoryID) -> Entry? { places[id].map { categories[$0] } }

    public subscript(code: String) -> Entry? { ids[code].flatMap { self[$0] } }

    /// The active category with that code.
    public func active(_ code: String) -> Entry? {
        self[code].flatMap { $0.isActive ? $0 : nil }
    }
}
