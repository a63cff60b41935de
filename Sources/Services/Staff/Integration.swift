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

/// A change of an integration. A nil field keeps its value.
public struct IntegrationChange: Sendable {
    public var name: String?
    /// The complete new set, such as `read_queues`.
    public var permissions: [String]?
    /// Whether its tokens are accepted.
    public var active: Bool?

    public init(name: String? = nil, permissions: [String]? = nil, active: Bool? = nil) {
        self.name = name
        self.permissions = permissions
        self.active = active
    }
}
