public import Foundation
public import Municipality

/// The configuration of a municipality.
public struct MunicipalityRecord: Sendable, Equatable {
    public let id: MunicipalityID
    public let code: Slug
    public let name: String
    public let timeZone: TimeZone
    /// Such as «Ярославская область»; nil compares no regions of addresses.
    public let region: String?
    /// Key of public numbers and follow-up codes. 32 bytes; never leaves the server.
    package let secret: [UInt8]
    public let state: TownState
    /// Future appeals have greater ids, because ids up to here came with the town from another database.
    package let appealIDsOver: AppealID

    package init(
        id: MunicipalityID,
        code: Slug,
        name: String,
        timeZone: TimeZone,
        region: String? = nil,
        secret: [UInt8],
        state: TownState = .active,
        appealIDsOver: AppealID = AppealID(rawValue: 0)
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.timeZone = timeZone
        self.region = region
        self.secret = secret
        self.state = state
        self.appealIDsOver = appealIDsOver
    }
}
