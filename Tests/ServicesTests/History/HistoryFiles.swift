import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// A file of another system and its mapping, written to disk for an import.
struct HistoryFiles {
    static let mapping = """
        columns:
          external_id: case
          registered_at: opened
          deadline_at: due
          closed_at: closed
          category: topic
          group: area
          organisation: who
          latitude: lat
          longitude: lon
        text: "{topic}: {words}"
        address: "{place}"
        times:
          format: "%Y-%m-%d %H:%M"
        default_coordinates: {column: guessed, value: "1"}
        empty: ["-"]
        """
    static let header = "case,opened,due,closed,topic,area,who,lat,lon,guessed,place,words"

    var mapping = Self.mapping
    var header = Self.header
    var rows: [String]

    /// Imports the files into the town.
    func imported(
        into test: ReportTown,
        createMissing: Bool = false,
        skipBad: Bool = false
    ) async throws -> ImportReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "history.csv")
        let mappingFile = folder.appending(path: "mapping.yaml")
        try Data(([header] + rows).joined(separator: "\r\n").utf8).write(to: file)
        try Data(mapping.utf8).write(to: mappingFile)
        return try await HistoryImportService(town: test.town).importAppeals(
            from: file.path,
            mapping: mappingFile.path,
            options: ImportOptions(createMissing: createMissing, skipBad: skipBad),
            by: .console
        )
    }
}

extension ReportTown {
    /// The rows of a query as text, columns separated by spaces, times in UTC.
    func lines(_ query: String) async throws -> [String] {
        try await pool.withTransaction { transaction in
            try await transaction.execute("SET LOCAL TIME ZONE 'UTC'")
            return try await transaction.query(
                SQL(
                    raw:
                        "SELECT array_to_string(ARRAY(SELECT value FROM json_each_text(to_json(q))), ' ', '-') FROM (\(query)) AS q"
                )
            ).map { try $0.decode(String.self) }
        }
    }
}
