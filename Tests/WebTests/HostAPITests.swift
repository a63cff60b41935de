import Foundation
import Services
import Testing
import TownSupport

@Suite struct HostAPITests {
    /// The status of a request for a path under a host name, and the text of its answer.
    private func get(
        _ path: String,
        host: String,
        as login: String? = nil,
        on server: TestServer
    ) async throws -> (status: String, text: String) {
        let token = login.map { "Authorization: Bearer \(TestTown.token(of: $0))\r\n" } ?? ""
        let text = try await server.raw(
            "GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(token)Connection: close\r\n\r\n"
        )
        return (String(text.prefix(12).suffix(3)), text)
    }

    @Test func eachTownIsServedUnderItsHostName() async throws {
        try await TestServer.with { server in
            try await server.test.makeTowns(2)
            let hosts = TownHosts(database: server.test.database)
            _ = try await hosts.add("one.example", to: server.test.town, by: .console)
            _ = try await hosts.add("two.example", to: try await server.test.town("town-2"), by: .console)
            let one = try await get("/v1/categories", host: "ONE.example:8080", on: server)
            #expect(one.status == "200")
            #expect(one.text.contains("heating.none"))
            let two = try await get("/v1/categories", host: "two.example", on: server)
            #expect(two.status == "200")
            #expect(!two.text.contains("heating.none"))
            let other = try await get("/v1/categories", host: "other.example", on: server)
            #expect(other.status == "404")
            #expect(other.text.contains("there is no such municipality with the host name «other.example»"))
        }
    }

    @Test func aTokenOfOneTownIsRefusedByAnother() async throws {
        try await TestServer.with { server in
            try await server.test.makeTowns(1)
            let hosts = TownHosts(database: server.test.database)
            _ = try await hosts.add("one.example", to: server.test.town, by: .console)
            _ = try await hosts.add("two.example", to: try await server.test.town("town-2"), by: .console)
            let own = try await get("/v1/me", host: "one.example", as: "olga", on: server)
            #expect(own.status == "200")
            let foreign = try await get("/v1/me", host: "two.example", as: "olga", on: server)
            #expect(foreign.status == "401")
        }
    }

    @Test func aBrokenTownAnswers503WithItsReasonAndOthersStillWork() async throws {
        try await TestServer.with { server in
            try await server.test.makeTowns(1)
            let hosts = TownHosts(database: server.test.database)
            _ = try await hosts.add("one.example", to: server.test.town, by: .console)
            _ = try await hosts.add("two.example", to: try await server.test.town("town-2"), by: .console)
            try await server.test.breakTown("town-2")
            let broken = try await get("/v1/categories", host: "two.example", on: server)
            #expect(broken.status == "503")
            #expect(broken.text.lowercased().contains("retry-after: 60"))
            #expect(broken.text.contains("Mars/Base"))
            let sound = try await get("/v1/categories", host: "one.example", on: server)
            #expect(sound.status == "200")
        }
    }

    @Test func healthAndDocumentAreAnsweredUnderAnyName() async throws {
        try await TestServer.with { server in
            try await server.test.makeTowns(1)
            for path in ["/health", "/openapi.yaml"] {
                let answer = try await get(path, host: "10.1.2.3:8080", on: server)
                #expect(answer.status == "200")
            }
        }
    }
}
