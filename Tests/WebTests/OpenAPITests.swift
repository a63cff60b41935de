import Foundation
import Testing
import Yams

/// The document and the router say the same.
@Suite struct OpenAPITests {
    /// Operations of a document, as `GET /v1/appeals/{number}`.
    func operations(of document: Data) throws -> Set<String> {
        let yaml = try #require(try Yams.load(yaml: String(decoding: document, as: UTF8.self)) as? [String: Any])
        let paths = try #require(yaml["paths"] as? [String: [String: Any]])
        return Set(
            paths.flatMap { path, item in
                item.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
            }
        )
    }

    @Test func everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() async throws {
        try await TestServer.with { server in
            let document = try await server.send("GET", "/openapi.yaml")
            #expect(document.status == 200)
            let documented = try operations(of: document.body)
            let routed = Set(server.operations)
            #expect(documented.subtracting(routed).isEmpty)
            #expect(routed.subtracting(documented).isEmpty)
        }
    }

    @Test func everyReferenceIsThere() async throws {
        try await TestServer.with { server in
            let text = String(decoding: try await server.send("GET", "/openapi.yaml").body, as: UTF8.self)
            let yaml = try #require(try Yams.load(yaml: text) as? [String: Any])
            let components = try #require(yaml["components"] as? [String: [String: Any]])
            for match in text.matches(of: /#\/components\/(\w+)\/([\w.-]+)/) {
                #expect(components[String(match.1)]?[String(match.2)] != nil, "\(match.0)")
            }
        }
    }
}
