import Foundation
import Testing

/// The folders of the project, for tests.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every file below the folder with that file extension, with its text.
    static func files(below folder: String, ending: String) throws -> [(path: String, text: String)] {
        let base = root.appending(path: folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path)
        return try names.filter { $0.hasSuffix(ending) }.sorted().map { name in
            ("\(folder)/\(name)", try String(contentsOf: base.appending(path: name), encoding: .utf8))
        }
    }
}

/// Modules depend on each other in one direction.
@Suite struct ImportDirectionTests {
    /// Which of our modules each module may import.
    static let allowed: [String: Set<String>] = [
        "Addresses": ["Municipality", "TextWords"],
        "CLinear": [],
        "CPostgres": [],
        "CStemmer": [],
        "CXlsxWriter": [],
        "Classifier": ["CLinear", "CStemmer", "TextWords"],
        "EmbedSQL": [],
        "EmbedSQLPlugin": [],
        "Locking": [],
        "Postgres": ["CPostgres", "Locking"],
        "Jobs": ["Locking", "Postgres"],
        "JSONText": [],
        "Municipality": ["TextWords"],
        "TextWords": [],
        "Spreadsheet": ["CXlsxWriter"],
        "Store": ["Addresses", "Locking", "Municipality", "Postgres", "SQLResources"],
        "Services": [
            "Addresses", "Classifier", "JSONText", "Jobs", "Locking", "Municipality", "Postgres", "Spreadsheet",
            "Store",
        ],
        "Web": ["JSONText", "Municipality", "Services"],
        "Workers": ["Jobs", "Municipality", "Postgres", "Services"],
        "zemstvo": ["Classifier", "JSONText", "Jobs", "Municipality", "Services", "Web", "Workers"],
    ]

    @Test(arguments: allowed.keys.sorted())
    func modulesImportOnlyWhatLiesBelow(module: String) throws {
        let ours = Set(Self.allowed.keys).union(["SQLResources"])
        let allowed = try #require(Self.allowed[module])
        for (path, text) in try Checkout.files(below: "Sources/\(module)", ending: ".swift") {
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count else { continue }
                let imported = String(words[place + 1].split(separator: ".")[0])
                #expect(!ours.contains(imported) || allowed.contains(imported), "\(path) imports \(imported)")
            }
        }
    }

    @Test func everyModuleHasItsRule() throws {
        let modules = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.appending(path: "Sources").path)
        #expect(Set(modules) == Set(Self.allowed.keys))
    }

    @Test func pointersToLibrariesStayInTheirFolders() throws {
        for (path, text) in try Checkout.files(below: "Sources", ending: ".swift")
        where !path.contains("/Handles/") {
            #expect(!text.contains("OpaquePointer"), "\(path)")
        }
    }

    @Test func theTopLevelHasOnlyTheAgreedEntries() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path).filter {
            !$0.hasPrefix(".")
        }
        let agreed: Set = ["Package.swift", "Sources", "Tests", "SQL", "Deploy", "README.md", "LICENSE"]
        #expect(Set(names).subtracting(["Package.resolved"]) == agreed)
    }
}
