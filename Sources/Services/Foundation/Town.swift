public import Foundation
public import Municipality

/// One municipality in one database: the context of every use case.
public struct Town: Sendable {
    public let municipality: MunicipalityRecord
    package let database: Database
    /// Its public numbers and follow-up codes.
    let numbering: AppealNumbering
    private let clock: @Sendable () -> Date

    /// - Parameter clock: the current time; tests set their own.
    public init(
        _ municipality: MunicipalityRecord,
        on database: Database,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.municipality = municipality
        self.database = database
        numbering = AppealNumbering(secret: municipality.secret)
        self.clock = clock
    }

    public var id: MunicipalityID { municipality.id }
    public var timeZone: TimeZone { municipality.timeZone }

    /// The present, in whole milliseconds.
    var now: Date { clock().wholeMilliseconds }
}
