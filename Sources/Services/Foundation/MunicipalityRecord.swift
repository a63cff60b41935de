public import Foundation
public import Municipality

/// A municipality as it is set up.
public struct MunicipalityRecord: Sendable, Equatable {
    public let id: MunicipalityID
    public let code: Slug
    public let name: String
    public let timeZone: TimeZone
    /// Key of public numbers and follow-up codes. 32 bytes; never leaves the server.
    package let secret: [UInt8]

    package init(id: MunicipalityID, code: Slug, name: String, timeZone: TimeZone, secret: [UInt8]) {
        self.id = id
        self.code = code
        self.name = name
        self.timeZone = timeZone
        self.secret = secret
    }
}
