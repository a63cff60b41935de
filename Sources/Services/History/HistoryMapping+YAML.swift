import Foundation
import Municipality
import Yams

extension HistoryMapping {
    /// Throws ``ServiceError/invalid(_:)`` with the key.
    init(yaml: String) throws {
        do {
            let node = try Yams.compose(yaml: yaml)
            let document = try YAMLDecoder().decode(Document.self, from: yaml)
            try Self.refuseUnknownKeys(node)
            self = try Self.mapping(document)
        } catch let error as YamlError {
            throw ServiceError.invalid("mapping", "is not YAML: \(error)")
        } catch let error as DecodingError {
            throw Self.problem(error)
        }
    }

    /// The file as it is written.
    private struct Document: Decodable {
        let columns: Columns
        let text: String
        let address: String?
        let times: Times
        let defaultCoordinates: DefaultCoordinates?
        let empty: [String]?
        let sector: Sector?
        let categories: [String: String]?
        let organisations: [String: String]?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case columns, text, address, times
            case defaultCoordinates = "default_coordinates"
            case empty, sector, categories, organisations
        }

        struct Times: Decodable {
            let format: String
            let zone: String?

            enum CodingKeys: String, CodingKey, CaseIterable {
                case format, zone
            }
        }
    }

    private static func mapping(_ document: Document) throws(ServiceError) -> HistoryMapping {
        func template(_ pattern: String, _ key: String) throws(ServiceError) -> TextTemplate {
            guard let template = TextTemplate(pattern) else { throw .invalid(key, "has an unmatched brace") }
            return template
        }
        guard let format = TimeFormat(document.times.format) else {
            throw .invalid("times.format", "needs %Y, %m and %d, and knows %H, %M, %S and %z besides")
        }
        let zone = document.times.zone.map { TimeZone(identifier: $0) }
        if case .some(.none) = zone { throw .invalid("times.zone", "is not a time zone such as Europe/Moscow") }
        guard (document.columns.latitude == nil) == (document.columns.longitude == nil) else {
            throw .invalid("columns", "latitude and longitude belong together")
        }
        var address: TextTemplate?
        if let pattern = document.address { address = try template(pattern, "address") }
        return HistoryMapping(
            columns: document.columns,
            text: try template(document.text, "text"),
            address: address,
            timeFormat: format,
            timePattern: document.times.format,
            timeZone: zone.flatMap(\.self),
            defaultCoordinates: document.defaultCoordinates,
            empty: Set(document.empty ?? []),
            sector: document.sector ?? .business,
            categories: document.categories ?? [:],
            organisations: document.organisations ?? [:]
        )
    }

    /// Without this check, a misspelt key would be ignored silently.
    private static func refuseUnknownKeys(_ node: Node?) throws(ServiceError) {
        let known: [(path: String?, keys: [String])] = [
            (nil, Document.CodingKeys.allCases.map(\.rawValue)),
            ("columns", Columns.CodingKeys.allCases.map(\.rawValue)),
            ("times", Document.Times.CodingKeys.allCases.map(\.rawValue)),
            ("default_coordinates", DefaultCoordinates.CodingKeys.allCases.map(\.rawValue)),
        ]
        for (path, keys) in known {
            let mapping = path.map { node?[$0]?.mapping } ?? node?.mapping
            for key in mapping?.keys.compactMap(\.string) ?? [] where !keys.contains(key) {
                throw .invalid(
                    path.map { "\($0).\(key)" } ?? key,
                    "is unknown; known are \(keys.joined(separator: ", "))"
                )
            }
        }
    }

    private static func problem(_ error: DecodingError) -> ServiceError {
        func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            let keys = context.codingPath + (key.map { [$0] } ?? [])
            return keys.isEmpty ? "mapping" : keys.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context): .invalid(path(context, key), "is missing")
        case .valueNotFound(_, let context): .invalid(path(context), "is empty")
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            .invalid(path(context), "is of the wrong form: \(context.debugDescription)")
        @unknown default: .invalid("mapping", "\(error)")
        }
    }
}
