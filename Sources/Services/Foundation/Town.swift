public import Foundation
public import Municipality

/// One municipality on one database: what every use case works for.
public struct Town: Sendable {
    public let municipality: MunicipalityRecord
    package let database: Database
    private let clock: @Sendable () -> Date

    /// - Parameter clock: what time it is; tests give their own.
    public init(
        _ municipality: MunicipalityRecord,
        on database: Database,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.municipality = municipality
        self.database = database
        self.clock = clock
    }

    public var id: MunicipalityID { municipality.id }
    public var timeZone: TimeZone { municipality.timeZone }
    var numbering: AppealNumbering { AppealNumbering(secret: municipality.secret) }

    /// The present, in whole milliseconds.
    var now: Date { clock().wholeMilliseconds }
}
