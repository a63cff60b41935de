public import Municipality
public import Postgres

// The domain's value types as parameters and columns. Raw values carry them; the database's enum types have the same
// names as the domain's cases.
extension MunicipalityID: PostgresEncodable, PostgresDecodable {}
extension AppealID: PostgresEncodable, PostgresDecodable {}
extension TicketID: PostgresEncodable, PostgresDecodable {}
extension OrganisationID: PostgresEncodable, PostgresDecodable {}
extension HouseID: PostgresEncodable, PostgresDecodable {}
extension CategoryID: PostgresEncodable, PostgresDecodable {}
extension ServiceID: PostgresEncodable, PostgresDecodable {}
extension ContractID: PostgresEncodable, PostgresDecodable {}
extension IntegrationID: PostgresEncodable, PostgresDecodable {}
extension UserID: PostgresEncodable, PostgresDecodable {}
extension TownState: PostgresEncodable, PostgresDecodable {}
extension Slug: PostgresEncodable, PostgresDecodable {}
extension Sector: PostgresEncodable, PostgresDecodable {}
extension ProjectState: PostgresEncodable, PostgresDecodable {}
extension Actor.Kind: PostgresEncodable, PostgresDecodable {}
extension StaffRole: PostgresEncodable, PostgresDecodable {}
extension AppealState: PostgresEncodable, PostgresDecodable {}
extension AppealEventKind: PostgresEncodable, PostgresDecodable {}
extension TicketEventKind: PostgresEncodable, PostgresDecodable {}
extension ClockSubject: PostgresEncodable, PostgresDecodable {}
extension ClockPolicy.Code: PostgresEncodable, PostgresDecodable {}
extension AppealKind: PostgresEncodable, PostgresDecodable {}
extension Identity: PostgresEncodable, PostgresDecodable {}
extension IntakeChannel: PostgresEncodable, PostgresDecodable {}
extension TicketState: PostgresEncodable, PostgresDecodable {}
extension Urgency: PostgresEncodable, PostgresDecodable {}
extension RoutingModelKind: PostgresEncodable, PostgresDecodable {}
extension RoutingReason: PostgresEncodable, PostgresDecodable {}

/// Stored as its digits.
extension AppealNumber: PostgresDecodable {
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard let number = AppealNumber(parsing: try String(decoding: cell)) else {
            throw PostgresError(.decoding, "not an appeal number")
        }
        self = number
    }
}

/// The database's `date`.
extension Day: PostgresEncodable, PostgresDecodable {
    /// 2000-01-01.
    private static let epoch = 10_957

    public static var postgresType: PostgresType { PostgresDay.postgresType }
    public static var postgresArrayType: PostgresType { PostgresDay.postgresArrayType }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        guard let days = Int32(exactly: daysSince1970 - Self.epoch) else {
            throw PostgresError(.encoding, "a day out of PostgreSQL's range")
        }
        try PostgresDay(daysSince2000: days).encode(into: &bytes)
    }

    public init(decoding cell: PostgresCell) throws(PostgresError) {
        self.init(daysSince1970: Int(try PostgresDay(decoding: cell).daysSince2000) + Self.epoch)
    }
}
