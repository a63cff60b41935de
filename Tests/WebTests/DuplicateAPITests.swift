import Services
import Testing
import TownSupport

@Suite struct DuplicateAPITests {
    @Test func aResidentFindsTheNeighboursAppealAndMergesIntoIt() async throws {
        try await TestServer.with { server in
            let first = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            let body = #"{"text": "Батареи ледяные", "house_id": 1, "category": "heating.none"}"#
            let similar = try await server.send("POST", "/v1/similar-appeals", json: body)
            #expect(similar.status == 200)
            #expect(similar.value("items", "0", "number") == first.number)
            #expect(similar.value("items", "0", "text") == nil)
            let own = try await server.send("POST", "/v1/appeals", json: body)
            let number = try #require(own.value("number"))
            let code = try #require(own.value("code"))
            let path = "/v1/appeals/\(number)"
            #expect(try await server.send("GET", "\(path)/similar").status == 401)
            let later = try await server.send("GET", "\(path)/similar?code=\(code)")
            #expect(later.value("items", "0", "number") == first.number)
            let joined = try await server.send(
                "POST",
                "\(path)/merge",
                json: #"{"into": "\#(first.number)", "code": "\#(code)"}"#
            )
            #expect(joined.status == 200)
            #expect(joined.value("merged_into", "number") == first.number)
            let detail = try await server.send("GET", "/v1/appeals/\(first.number)", as: "olga")
            #expect(detail.value("joined", "0", "text") == "Батареи ледяные")
            let apart = try await server.send("POST", "\(path)/unmerge", json: #"{"code": "\#(code)"}"#)
            #expect(apart.value("state") == "triage")
        }
    }

    @Test func staffMergesAndSeparatesAppeals() async throws {
        try await TestServer.with { server in
            let first = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            let second = try await server.test.submit("Мёрзнем", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let path = "/v1/appeals/\(second.number)"
            let into = #"{"into": "\#(first.number)"}"#
            #expect(try await server.send("POST", "\(path)/merge", json: into).status == 401)
            #expect(try await server.send("POST", "\(path)/merge", json: into, as: "boris").status == 403)
            let bad = try await server.send("POST", "\(path)/merge", json: #"{"into": "123"}"#, as: "olga")
            #expect(bad.fields == ["into"])
            #expect(try await server.send("POST", "\(path)/merge", json: into, as: "anna").status == 200)
            #expect(try await server.send("POST", "\(path)/merge", json: into, as: "anna").status == 409)
            let queue = try await server.send("GET", "/v1/queues/teploset/tickets", as: "anna")
            #expect(queue.value("items", "1") == nil)
            #expect(try await server.send("POST", "\(path)/unmerge", as: "anna").value("state") == "triage")
        }
    }
}
