import Foundation
import Postgres
import Testing
import TownSupport

@Suite struct ServerAPITests {
    @Test func unknownPathsAndMethodsAreRefused() async throws {
        try await TestServer.with { server in
            let missing = try await server.send("GET", "/v1/nothing")
            #expect(missing.status == 404)
            #expect(missing.headers["content-type"] == "application/problem+json")
            let method = try await server.send("DELETE", "/v1/appeals")
            #expect(method.status == 405)
            #expect(method.headers["allow"] == "GET, HEAD, POST")
        }
    }

    @Test func headIsGetWithoutTheBody() async throws {
        try await TestServer.with { server in
            for path in ["/health", "/v1/houses", "/v1/appeals/000-000-000"] {
                let got = try await server.send("GET", path)
                let asked = try await server.send("HEAD", path)
                #expect(asked.status == got.status)
                #expect(asked.headers["content-type"] == got.headers["content-type"])
                #expect(asked.headers["content-length"] == String(got.body.count))
                #expect(asked.body.isEmpty)
            }
            #expect(try await server.send("HEAD", "/v1/nothing").status == 404)
            #expect(try await server.send("HEAD", "/v1/queues/teploset/claim-next").status == 405)
        }
    }

    @Test(arguments: [
        ("/v1/houses?limit=0", "limit"), ("/v1/houses?limit=201", "limit"), ("/v1/houses?limit=x", "limit"),
        ("/v1/houses?after=%21", "after"), ("/v1/houses?query=%00", "query"), ("/v1/houses/abc", "house_id"),
        ("/v1/houses/99999999999999999999", "house_id"),
    ])
    func invalidParametersAreReportedByName(path: String, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send("GET", path)
            #expect(answer.status == 422)
            #expect(answer.fields == [field])
        }
    }

    @Test func healthReportsWhetherTheServerCanServe() async throws {
        try await TestServer.with { server in
            let well = try await server.send("GET", "/health")
            #expect(well.status == 200)
            #expect(well.value("migrations") == "current")
            try await server.test.pool.execute("UPDATE schema_migrations SET checksum = 'x' WHERE version = 3")
            let ill = try await server.send("GET", "/health")
            #expect(ill.status == 503)
            #expect(ill.value("migrations") == "pending")
        }
    }

    @Test func requestsCarryAnID() async throws {
        try await TestServer.with { server in
            let own = try await server.send("GET", "/health", headers: ["X-Request-Id": "abc-1"])
            #expect(own.headers["x-request-id"] == "abc-1")
            let given = try await server.send("GET", "/health")
            #expect(given.headers["x-request-id"]?.isEmpty == false)
        }
    }

    @Test func theDirectoryIsPublic() async throws {
        try await TestServer.with { server in
            let houses = try await server.send("GET", "/v1/houses?query=%D0%B2%D0%BE%D0%BB%D0%B6&limit=1")
            #expect(houses.value("items", "0", "address") == "ул. Волжская, 1")
            let next = try #require(houses.value("next"))
            let more = try await server.send("GET", "/v1/houses?query=%D0%B2%D0%BE%D0%BB%D0%B6&limit=1&after=\(next)")
            #expect(more.value("items", "0", "address") == "ул. Волжская, 2")
            #expect(more.value("next") == nil)
            #expect(try await server.send("GET", "/v1/categories").value("items", "0", "code") == "heating")
            #expect(try await server.send("GET", "/v1/organisations").value("items", "0", "code") == "teploset")
        }
    }
}
