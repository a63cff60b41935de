import Foundation
import Municipality

/// Says which columns of a file hold what of an appeal. See `Deploy/mappings` for how it is written.
struct HistoryMapping: Sendable {
    let columns: Columns
    let text: TextTemplate
    let address: TextTemplate?
    let timeFormat: TimeFormat
    /// As it was written, for messages.
    let timePattern: String
    /// Of times without offset; nil is the town's.
    let timeZone: TimeZone?
    let defaultCoordinates: DefaultCoordinates?
    /// Values that mean nothing.
    let empty: Set<String>
    /// Of organisations that are made.
    let sector: Sector
    /// From what the file calls them to codes of the town.
    let categories: [String: String]
    let organisations: [String: String]

    struct Columns: Sendable, Decodable {
        let externalID: String
        let registeredAt: String
        let deadlineAt: String?
        let closedAt: String?
        let category: String
        let group: String?
        let organisation: String
        let latitude: String?
        let longitude: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case externalID = "external_id"
            case registeredAt = "registered_at"
            case deadlineAt = "deadline_at"
            case closedAt = "closed_at"
            case category, group, organisation, latitude, longitude
        }
    }

    /// Coordinates that only stand for "unknown".
    struct DefaultCoordinates: Sendable, Decodable {
        let column: String
        let value: String

        enum CodingKeys: String, CodingKey, CaseIterable {
            case column, value
        }
    }

    /// Every column that it names.
    var columnNames: [String] {
        [columns.externalID, columns.registeredAt, columns.category, columns.organisation]
            + [
                columns.deadlineAt, columns.closedAt, columns.group, columns.latitude, columns.longitude,
                defaultCoordinates?.column,
            ].compactMap(\.self) + text.columns + (address?.columns ?? [])
    }
}
