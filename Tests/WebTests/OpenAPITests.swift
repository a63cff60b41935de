import Foundation
import Testing
import Web
import Yams

/// The document is generated from the routes, and is reviewed as a file.
@Suite struct OpenAPITests {
    static let snapshot = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Snapshots/openapi.yaml")

    /// `ZEMSTVO_RENEW_SNAPSHOTS=1 swift test --filter OpenAPITests` writes the snapshot again; review the difference.
    @Test func theDocumentEqualsItsSnapshot() throws {
        let document = try APIDocument().yaml()
        if ProcessInfo.processInfo.environment["ZEMSTVO_RENEW_SNAPSHOTS"] != nil {
            try document.write(to: Self.snapshot, atomically: true, encoding: .utf8)
        }
        let isSame = try String(contentsOf: Self.snapshot, encoding: .utf8) == document
        #expect(isSame, "to renew it: ZEMSTVO_RENEW_SNAPSHOTS=1 swift test --filter OpenAPITests")
    }

    @Test func theServerServesTheDocument() async throws {
        let document = try APIDocument().yaml()
        try await TestServer.with { server in
            let served = try await server.send("GET", "/openapi.yaml")
            #expect(served.status == 200)
            #expect(served.headers["content-type"] == "application/yaml")
            #expect(String(decoding: served.body, as: UTF8.self) == document)
        }
    }

    @Test func onlyTheStrictDocumentClosesAnswers() throws {
        let open = try APIDocument().yaml()
        #expect(!open.contains("additionalProperties"))
        let strict = try schemas(of: APIDocument(isStrict: true))
        #expect(strict["Ticket"]?["additionalProperties"] as? Bool == false)
        // Unknown members of a body are ignored, strict or not.
        #expect(strict["AppealSubmission"] != nil)
        #expect(strict["AppealSubmission"]?["additionalProperties"] == nil)
    }

    @Test func operationsHaveUniqueNames() throws {
        let yaml = try #require(try Yams.load(yaml: APIDocument().yaml()) as? [String: Any])
        let paths = try #require(yaml["paths"] as? [String: [String: [String: Any]]])
        let names = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
        #expect(names.count == WebServer.operations.count)
        #expect(Set(names).count == names.count)
    }

    @Test func everyReferenceInTheDocumentResolves() throws {
        let text = try APIDocument().yaml()
        let yaml = try #require(try Yams.load(yaml: text) as? [String: Any])
        let components = try #require(yaml["components"] as? [String: [String: Any]])
        let references = text.matches(of: /#\/components\/(\w+)\/([\w.-]+)/)
        #expect(!references.isEmpty)
        for match in references {
            #expect(components[String(match.1)]?[String(match.2)] != nil, "\(match.0)")
        }
    }

    private func schemas(of document: APIDocument) throws -> [String: [String: Any]] {
        let yaml = try #require(try Yams.load(yaml: document.yaml()) as? [String: Any])
        let components = try #require(yaml["components"] as? [String: Any])
        return try #require(components["schemas"] as? [String: [String: Any]])
    }
}
