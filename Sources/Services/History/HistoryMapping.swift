import Foundation
import Municipality

/// Describes what the columns of a file mean for an appeal. The format is explained in `Deploy/mappings`.
struct HistoryMapping: Sendable {
    let columns: Columns
    let text: TextTemplate
    let address: TextTemplate?
    let timeFormat: TimeFormat
    /// The pattern as it was written, for messages.
    let timePattern: String
    /// The time zone of times without an offset; nil means the town's.
    let timeZone: TimeZone?
    let defaultCoordinates: DefaultCoordinates?
    /// Values that count as empty.
    let empty: Set<String>
    /// The sector of created organisations.
    let sector: Sector
    /// From names in the file to codes of the town.
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

    /// Coordinates that mean "unknown".
    struct DefaultCoordinates: Sendable, Decodable {
        let column: String
        let value: String

        enum CodingKeys: String, CodingKey, CaseIterable {
            case column, value
        }
    }

    /// All columns that it uses.
    var columnNames: [String] {
        [columns.externalID, columns.registeredAt, columns.category, columns.organisation]
            + [
                columns.deadlineAt, columns.closedAt, columns.group, columns.latitude, columns.longitude,
                defaultCoordinates?.column,
            ].compactMap(\.self) + text.columns + (address?.columns ?? [])
    }
}
