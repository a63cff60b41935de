import Foundation
import Municipality
import Services
import Testing
import TownSupport

/// Texts that try to break or mislead the program, through the whole path: they are refused by field or stored
/// unchanged, and never routed automatically because of their words.
@Suite struct HostileTextAPITests {
    static let refused = ["", " ", "\n\t", "\u{0}", "яма\u{0}", String(repeating: "ы", count: 10_001)]
    static let stored = [
        "!!!???", "<script>alert(1)</script>", "</b><!--", "🚰🔥💩👨‍👩‍👧‍👦", "aaaaaaaa", "'; DROP TABLE appeals; --", "%s%n\\x00",
        "\u{200B}\u{FEFF}\u{202E}", "Net otopleniya, batarei holodnye", "фoнaрь? nо", "ыыыы оооо ъъъъ",
        "Иди ты лесом, чтоб вас всех разорвало", "Lorem ipsum dolor sit amet", "اين التدفئة", "\u{301}\u{301}",
        String(repeating: "ы", count: 10_000), String(repeating: "🚰", count: 10_000),
        String(repeating: "<", count: 10_000),
        String(repeating: "кран ", count: 10) + "кран", String(repeating: "ъ ", count: 4_999) + "ъ",
    ]

    static func body(_ text: String) throws -> Data {
        struct Body: Encodable {
            let text: String
            let house_id = 1
        }
        return try JSONEncoder().encode(Body(text: text))
    }

    func send(_ path: String, _ text: String, to server: TestServer) async throws -> TestServer.Answer {
        try await server.send(
            "POST",
            path,
            body: try Self.body(text),
            headers: ["Content-Type": "application/json"]
        )
    }

    @Test func refusedTextIsReportedByItsField() async throws {
        try await TestServer.with { server in
            for (index, text) in Self.refused.enumerated() {
                for path in ["/v1/appeals", "/v1/similar-appeals"] {
                    let answer = try await send(path, text, to: server)
                    #expect(answer.status == 422, "\(path) \(index)")
                    #expect(answer.fields.contains("text"), "\(path) \(index)")
                }
            }
            #expect(try await server.test.count("appeals") == 0)
        }
    }

    @Test func hostileTextIsStoredUnchangedAndGoesToTriage() async throws {
        try await TestServer.with { server in
            try await server.test.teach()
            let models = RoutingModelService(town: server.test.town)
            _ = try await models.activate(try await models.train(.category, by: .console).modelID, by: .console)
            for (index, text) in Self.stored.enumerated() {
                #expect(try await send("/v1/similar-appeals", text, to: server).status == 200, "\(index)")
                let receipt = try await send("/v1/appeals", text, to: server)
                #expect(receipt.status == 201, "\(index)")
                try await server.test.routeAll()
                let number = try #require(receipt.value("number"))
                let appeal = try await server.send("GET", "/v1/appeals/\(number)", as: "olga")
                #expect(appeal.status == 200, "\(index)")
                #expect(appeal.value("state") == "triage", "\(index)")
                let isSame = appeal.value("text") == text
                #expect(isSame, "\(index)")
                #expect(try await server.send("GET", "/v1/appeals/\(number)/similar", as: "olga").status == 200)
            }
            #expect(try await server.send("GET", "/v1/triage?limit=200", as: "olga").status == 200)
        }
    }
}
