import Services
import Testing
import TownSupport

@Suite struct ProjectAPITests {
    @Test func coordinatorsRunProjects() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Темно во дворе", house: 1)
            let draft = """
                {"code": "svet", "title": "Свет", "lead": "tos", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
                """
            #expect(try await server.send("POST", "/v1/projects", json: draft, as: "anna").status == 403)
            #expect(try await server.send("POST", "/v1/projects", json: draft, as: "olga").status == 201)
            #expect(try await server.send("POST", "/v1/projects", json: draft, as: "olga").status == 409)
            let active = try await server.send("PATCH", "/v1/projects/svet", json: #"{"state": "active"}"#, as: "olga")
            #expect(active.value("state") == "active")
            #expect(active.value("title") == "Свет")

            for title in ["Опоры", "Лампы"] {
                let added = try await server.send(
                    "POST",
                    "/v1/projects/svet/milestones",
                    json: #"{"title": "\#(title)", "due_on": "2026-06-01"}"#,
                    as: "olga"
                )
                #expect(added.status == 201)
            }
            let open = try await server.send("GET", "/v1/projects/svet")
            let milestone = try #require(open.value("milestones", "0", "milestone_id"))
            let half = try await server.send(
                "PATCH",
                "/v1/projects/svet/milestones/\(milestone)",
                json: #"{"progress": 100}"#,
                as: "olga"
            )
            #expect(half.value("progress") == "50")
            let partner = #"{"organisation": "teploset", "role": "подряд"}"#
            #expect(
                try await server.send("POST", "/v1/projects/svet/partners", json: partner, as: "olga").status == 204
            )

            let link = #"{"number": "\#(receipt.number)"}"#
            #expect(try await server.send("POST", "/v1/projects/svet/appeals", json: link, as: "olga").status == 204)
            let shown = try await server.send("GET", "/v1/projects/svet")
            #expect(shown.value("appeals") == "1")
            #expect(shown.value("partners", "0", "organisation") == "teploset")
            let path = "/v1/projects/svet/appeals/\(receipt.number)"
            #expect(try await server.send("DELETE", path, as: "olga").status == 204)
            #expect(try await server.send("DELETE", path, as: "olga").status == 404)
            #expect(try await server.send("GET", "/v1/projects").value("items", "0", "code") == "svet")
            #expect(try await server.send("GET", "/v1/projects/nothing").status == 404)
        }
    }
}
