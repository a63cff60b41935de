import Foundation
import Municipality
import Store

/// A municipality whose row cannot be used. Only this municipality is out of service until an administrator corrects
/// it.
public struct BrokenTown: Error, Sendable, Hashable, CustomStringConvertible {
    /// Code of the municipality.
    public let code: String
    public let reason: String

    public var description: String { "the municipality «\(code)» is out of service: \(reason)" }
}

extension MunicipalityRecord {
    init(_ row: MunicipalityStore.Row) throws(BrokenTown) {
        guard let timeZone = TimeZone(identifier: row.timeZone) else {
            throw BrokenTown(
                code: row.code.rawValue,
                reason: "its time zone \(row.timeZone) is not known on this machine: correct it, or install tzdata"
            )
        }
        self.init(
            id: row.id,
            code: row.code,
            name: row.name,
            timeZone: timeZone,
            region: row.region,
            secret: row.secret,
            state: row.state,
            appealIDsOver: row.appealIDsOver
        )
    }
}
