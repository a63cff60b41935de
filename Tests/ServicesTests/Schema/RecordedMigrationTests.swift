import Foundation
import Store
import Testing

/// A migration file is never edited after its release: databases that have applied it would refuse the program.
@Suite struct RecordedMigrationTests {
    /// Checksums of `migrations.sha256` by file name without `.sql`.
    static func recorded() throws -> [String: String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "migrations.sha256")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let words = line.split(separator: " ")
                return (String(words[1].dropLast(".sql".count)), String(words[0]))
            }
        )
    }

    @Test(arguments: Migrations.all.steps.map(\.name))
    func noMigrationFileWasEdited(name: String) throws {
        let recorded = try Self.recorded()[name]
        #expect(
            recorded == Migrations.all.steps.first { $0.name == name }?.checksum,
            """
            SQL/\(name).sql \(recorded == nil ? "is not recorded" : "was edited"). \
            Put a released file back as it was and write the change into a new file with the next number. \
            Record a new file with its checksum: (cd SQL && sha256sum m*.sql), in \
            Tests/ServicesTests/Schema/migrations.sha256.
            """
        )
    }

    @Test func everyMigrationFileIsEmbedded() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../SQL").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasPrefix("m") && $0.hasSuffix(".sql")
        }
        #expect(files.sorted() == Migrations.all.steps.map { "\($0.name).sql" })
    }

    @Test func noRecordedMigrationIsMissing() throws {
        let names = Set(Migrations.all.steps.map(\.name))
        #expect(try Set(Self.recorded().keys).subtracting(names).isEmpty)
    }
}
