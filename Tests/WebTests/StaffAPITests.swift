import Foundation
import Municipality
import Services
import Testing
import TownSupport

@Suite struct StaffAPITests {
    /// Submits an appeal for the heat network and routes it. Returns its number and its ticket's id.
    func routed(_ server: TestServer) async throws -> (number: String, code: String, ticket: String) {
        let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
        try await server.test.routeAll()
        return (receipt.number, receipt.code, String(try await server.test.ticket(of: receipt).rawValue))
    }

    @Test func onlyStaffMayUseTheQueue() async throws {
        try await TestServer.with { server in
            let (number, _, ticket) = try await routed(server)
            for path in [
                "/v1/me", "/v1/appeals", "/v1/triage", "/v1/queues/teploset/tickets", "/v1/tickets/\(ticket)",
                "/v1/contracts", "/v1/queues/teploset/events",
            ] {
                let answer = try await server.send("GET", path)
                #expect(answer.status == 401, "\(path)")
                #expect(answer.headers["www-authenticate"] == "Bearer")
            }
            let wrong = try await server.send("GET", "/v1/me", headers: ["Authorization": "Bearer zt_nonsense"])
            #expect(wrong.status == 401)
            #expect(try await server.send("GET", "/v1/me", as: "anna").value("organisation") == "teploset")
            // Each caller where they have no access.
            #expect(try await server.send("GET", "/v1/queues/teploset/tickets", as: "boris").status == 403)
            #expect(try await server.send("POST", "/v1/queues/teploset/claim-next", as: "boris").status == 403)
            #expect(try await server.send("GET", "/v1/queues/teploset/events", as: "boris").status == 403)
            #expect(try await server.send("GET", "/v1/tickets/\(ticket)", as: "boris").status == 404)
            #expect(try await server.send("POST", "/v1/tickets/\(ticket)/accept", as: "boris").status == 404)
            #expect(try await server.send("GET", "/v1/appeals/\(number)", as: "boris").status == 404)
            #expect(try await server.send("GET", "/v1/triage", as: "anna").status == 403)
            #expect(try await server.send("POST", "/v1/appeals/\(number)/close", as: "anna").status == 403)
            let house = #"{"registry_id": "n", "street": "ул. Новая", "number": "1"}"#
            #expect(try await server.send("POST", "/v1/houses", json: house, as: "olga").status == 403)
            #expect(try await server.send("POST", "/v1/houses", json: house, as: "pavel").status == 201)
        }
    }

    @Test func anAppealGoesFromSubmissionToClosing() async throws {
        try await TestServer.with { server in
            let (number, code, ticket) = try await routed(server)
            let claimed = try await server.send("POST", "/v1/queues/teploset/claim-next", as: "anna")
            #expect(claimed.value("ticket_id") == ticket)
            #expect(try await server.send("POST", "/v1/queues/teploset/claim-next", as: "denis").status == 204)
            for step in ["accept", "start"] {
                #expect(try await server.send("POST", "/v1/tickets/\(ticket)/\(step)", as: "anna").status == 200)
            }
            let soon = Date().addingTimeInterval(3_600).ISO8601Format()
            let paused = try await server.send(
                "POST",
                "/v1/tickets/\(ticket)/pause",
                json: #"{"ground": "запчасть", "expected_end": "\#(soon)"}"#,
                as: "anna"
            )
            #expect(paused.value("state") == "paused")
            #expect(try await server.send("POST", "/v1/tickets/\(ticket)/resume", as: "anna").status == 200)
            let done = try await server.send(
                "POST",
                "/v1/tickets/\(ticket)/done",
                json: #"{"note": "готово"}"#,
                as: "anna"
            )
            #expect(done.value("state") == "done")
            let again = try await server.send(
                "POST",
                "/v1/tickets/\(ticket)/done",
                json: #"{"note": "готово"}"#,
                as: "anna"
            )
            #expect(again.status == 409)
            let answered = try await server.send(
                "POST",
                "/v1/appeals/\(number)/answer",
                json: #"{"text": "Тепло дали"}"#,
                as: "olga"
            )
            #expect(answered.value("state") == "answered")
            let refuted = try await server.send(
                "POST",
                "/v1/appeals/\(number)/refute",
                json: #"{"code": "\#(code)", "note": "Холодно"}"#
            )
            #expect(refuted.value("state") == "reopened")
            let detail = try await server.send("GET", "/v1/tickets/\(ticket)", as: "anna")
            #expect(detail.value("ticket", "state") == "refuted")
            #expect(detail.value("text") == "Холодно")
        }
    }

    @Test func twentyConcurrentClaimsGetTwentyTickets() async throws {
        try await TestServer.with { server in
            for index in 0..<20 {
                _ = try await server.test.submit("Холодно \(index)", house: 1, category: "heating.none")
            }
            try await server.test.routeAll()
            let tickets = try await withThrowingTaskGroup(of: String?.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        try await server.send(
                            "POST",
                            "/v1/queues/teploset/claim-next",
                            as: index.isMultiple(of: 2) ? "anna" : "denis"
                        ).value("ticket_id")
                    }
                }
                return try await group.reduce(into: Set<String>()) { if let ticket = $1 { $0.insert(ticket) } }
            }
            #expect(tickets.count == 20)
        }
    }

    @Test func aCoordinatorRoutesAnAppealFromTriage() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Помогите", house: 1)
            try await server.test.routeAll()
            let list = try await server.send("GET", "/v1/triage?limit=1", as: "olga")
            #expect(list.value("items", "0", "number") == receipt.number)
            #expect(list.value("items", "0", "decision", "reason", "code") == "category_unknown")
            let path = "/v1/appeals/\(receipt.number)/route"
            let bad = try await server.send("POST", path, json: #"{"organisation": "nobody"}"#, as: "olga")
            #expect(bad.fields == ["organisation", "category"])
            let routed = try await server.send(
                "POST",
                path,
                json: #"{"organisation": "tos", "category": "yard.rubbish"}"#,
                as: "olga"
            )
            #expect(routed.value("organisation") == "tos")
        }
    }
}
