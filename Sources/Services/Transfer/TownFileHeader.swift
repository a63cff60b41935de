import Foundation
import Store

/// The beginning of a town's file. The whole file is UTF-8:
///
///     zemstvo town 1
///     {"code":"tutaev", …, "schema":{…}, "tables":[{"columns":["area_id","name"],"name":"areas","rows":2}, …]}
///     1	Left bank
///     2	Right bank
///     …
///     sha256 0f3c…
///
/// The second line is this header as JSON. Then come the rows of its tables in order, each a line of PostgreSQL's COPY
/// text format: dates in ISO 8601, times in UTC, bytes in hexadecimal. The last line has the SHA-256 of all lines
/// before it.
struct TownFileHeader: Codable, Sendable {
    struct Table: Codable, Sendable, Hashable {
        let name: String
        let columns: [String]
        let rows: Int
    }

    static let firstLine = "zemstvo town 1"

    let code: String
    let name: String
    let exportedAt: Date
    /// Schema of the source database. The target must have the same.
    let schema: SchemaVersion
    let tables: [Table]

    enum CodingKeys: String, CodingKey {
        case code, name, schema, tables
        case exportedAt = "exported_at"
    }

    /// The header line, without its line break.
    var line: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return Array(try encoder.encode(self))
        }
    }

    init(code: String, name: String, exportedAt: Date, schema: SchemaVersion, tables: [Table]) {
        self.code = code
        self.name = name
        self.exportedAt = exportedAt
        self.schema = schema
        self.tables = tables
    }

    init(line: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        self = try decoder.decode(Self.self, from: Data(line))
    }
}
