/// The tenant: every row belongs to one municipality.
public struct MunicipalityID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Internal key of an appeal. Residents only see its ``AppealNumber``.
public struct AppealID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct TicketID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct OrganisationID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

public struct HouseID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct CategoryID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

public struct ServiceID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

public struct ContractID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

public struct IntegrationID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}

public struct UserID: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
}
