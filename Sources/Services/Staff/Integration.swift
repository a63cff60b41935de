public import Municipality
import Store

/// Another system that may call the API, as administrators see it.
public struct Integration: Sendable {
    public let code: String
    public let name: String
    public let permissions: [Permission]
    public let active: Bool

    init(_ row: IntegrationStore.Row) {
        code = row.code.rawValue
        name = row.name
        permissions = Permission.givable.filter { row.permissions.contains($0.rawValue) }
        active = row.active
    }
}

/// What changes of an integration; nil stays as it is.
public struct IntegrationChange: Sendable {
    public var name: String?
    /// All that it is to hold, by their words.
    public var permissions: [String]?
    /// Whether its tokens are accepted.
    public var active: Bool?

    public init(name: String? = nil, permissions: [String]? = nil, active: Bool? = nil) {
        self.name = name
        self.permissions = permissions
        self.active = active
    }
}
