import Foundation
import Testing

/// The documents are up to date with the code.
@Suite struct DocumentTests {
    static let catalogue = "Sources/zemstvo/Documentation.docc"

    private static func documents() throws -> [(path: String, text: String)] {
        try Checkout.files(below: catalogue, ending: ".md")
            + ["README.md", ".github/CONTRIBUTING.md", "Tests/Benchmarks/README.md"].map { path in
                (path, try String(contentsOf: Checkout.root.appending(path: path), encoding: .utf8))
            }
    }

    @Test func linksLeadToFiles() throws {
        for (path, text) in try Self.documents() {
            let folder = Checkout.root.appending(path: path).deletingLastPathComponent()
            for link in text.matches(of: /\]\(([^)#]+)\)/) where !link.output.1.contains("://") {
                let target = folder.appending(path: String(link.output.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(path) links to \(link.output.1)")
            }
        }
    }

    @Test func articlesReferToArticles() throws {
        let names = try Checkout.files(below: Self.catalogue, ending: ".md").map { path, _ in
            String((path.split(separator: "/").last ?? "").dropLast(".md".count))
        }
        for (path, text) in try Self.documents() {
            for reference in text.matches(of: /<doc:([A-Za-z]+)>/) {
                #expect(names.contains(String(reference.output.1)), "\(path) refers to \(reference.output.1)")
            }
        }
    }

    @Test func pathsOfFilesInDocumentsExist() throws {
        for (path, text) in try Self.documents() where !path.hasSuffix("ChangeLog.md") {
            for name in text.matches(of: /`((?:Sources|Tests|SQL|Deploy)\/[A-Za-z0-9\/.+-]+[A-Za-z0-9])`/) {
                let target = Checkout.root.appending(path: String(name.output.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(path) names \(name.output.1)")
            }
        }
    }

    @Test func everySettingIsDocumented() throws {
        let settings = try String(
            contentsOf: Checkout.root.appending(path: "Sources/zemstvo/Settings/Settings.swift"),
            encoding: .utf8
        )
        let operations = try String(
            contentsOf: Checkout.root.appending(path: "\(Self.catalogue)/Operations.md"),
            encoding: .utf8
        )
        let keys = settings.matches(of: /(?:forKey: |number\()"([a-z.-]+)"/).map { String($0.output.1) }
        #expect(keys.count > 5)
        for key in keys where key != "config" {
            let variable = "ZEMSTVO_" + key.uppercased().replacing(/[.-]/, with: "_")
            #expect(operations.contains("| `\(key)` | `\(variable)` |"), "\(key)")
        }
    }
}
