import Foundation
import Municipality
import Services
import Testing
import TownSupport

/// Stored fields are shown where their readers work, and only there.
@Suite struct ShownFieldsTests {
    /// What the public and the author are answered, as text.
    private func shown(_ receipt: AppealReceipt, by server: TestServer) async throws -> (all: String, own: String) {
        let path = "/v1/appeals/\(receipt.number)"
        let all = try await server.send("GET", path)
        let own = try await server.send("GET", "\(path)?code=\(receipt.code)")
        #expect(all.status == 200 && own.status == 200)
        return (String(decoding: all.body, as: UTF8.self), String(decoding: own.body, as: UTF8.self))
    }

    @Test func whenItHappenedIsReadByAuthorStaffAndCrew() async throws {
        try await TestServer.with { server in
            let json =
                #"{"text": "Холодно", "house_id": 1, "category": "heating.none", "occurred_at": "2026-01-02T03:04:05Z"}"#
            let receipt = try await server.send("POST", "/v1/appeals", json: json)
            let (number, code) = (try #require(receipt.value("number")), try #require(receipt.value("code")))
            try await server.test.routeAll()
            let path = "/v1/appeals/\(number)"
            let time = "2026-01-02T03:04:05.000Z"
            #expect(try await server.send("GET", "\(path)?code=\(code)").value("occurred_at") == time)
            let staff = try await server.send("GET", path, as: "olga")
            #expect(staff.value("occurred_at") == time)
            let ticket = try #require(staff.value("tickets", "0", "ticket_id"))
            #expect(try await server.send("GET", "/v1/tickets/\(ticket)", as: "anna").value("occurred_at") == time)
            let issued = try await server.send("POST", "/v1/tickets/\(ticket)/links", json: "{}", as: "anna")
            let link = ["Authorization": "Bearer \(try #require(issued.value("token")))"]
            #expect(try await server.send("GET", "/v1/tickets/\(ticket)", headers: link).value("occurred_at") == time)
            #expect(try await server.send("GET", path).value("occurred_at") == nil)
        }
    }

    @Test func theExpectedEndOfAPauseIsReadInTheTicketAndByTheAuthor() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let path = "/v1/tickets/\(try await server.test.ticket(of: receipt).rawValue)"
            let queue = "/v1/queues/teploset/tickets"
            for step in ["accept", "start"] { _ = try await server.send("POST", "\(path)/\(step)", as: "anna") }
            #expect(try await server.send("GET", path, as: "anna").value("ticket", "expected_end") == nil)
            let end = Date(timeIntervalSinceNow: 3 * 86_400).ISO8601Format()
            let pause = #"{"ground": "Ждём труб", "expected_end": "\#(end)"}"#
            let paused = try await server.send("POST", "\(path)/pause", json: pause, as: "anna")
            let expected = end.dropLast() + ".000Z"
            #expect(paused.value("expected_end") == String(expected))
            #expect(
                try await server.send("GET", queue, as: "anna").value("items", "0", "expected_end") == String(expected)
            )
            let ticket = try await server.send("GET", path, as: "anna")
            #expect(ticket.value("ticket", "expected_end") == String(expected))
            #expect(ticket.value("events", "3", "kind") == "paused")
            #expect(ticket.value("events", "3", "expected_end") == String(expected))
            let appeal = "/v1/appeals/\(receipt.number)"
            let own = try await server.send("GET", "\(appeal)?code=\(receipt.code)")
            #expect(own.value("paused_until") == String(expected))
            #expect(try await shown(receipt, by: server).own.contains("Ждём труб") == false)
            #expect(try await server.send("GET", appeal).value("paused_until") == nil)

            _ = try await server.send("POST", "\(path)/resume", as: "anna")
            let resumed = try await server.send("GET", path, as: "anna")
            #expect(resumed.value("ticket", "expected_end") == nil)
            #expect(resumed.value("events", "3", "expected_end") == String(expected))
            #expect(try await server.send("GET", "\(appeal)?code=\(receipt.code)").value("paused_until") == nil)
        }
    }

    @Test func whyItWasReturnedAndRoutedIsReadByTheNextOrganisationAndTheCoordinator() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.passOn()
            let path = "/v1/appeals/\(receipt.number)"
            let (note, pipe, hot) = ("Проверено на месте: труба теплосети", "Труба не наша", "Вода горячая")
            let appeal = try await server.send("GET", path, as: "olga")
            #expect(appeal.value("decision", "note") == note)
            #expect(appeal.value("tickets", "0", "return_reason") == pipe)
            #expect(appeal.value("tickets", "1", "return_reason") == hot)
            #expect(appeal.value("tickets", "2", "return_reason") == nil)

            let first = try #require(appeal.value("tickets", "0", "ticket_id"))
            let returned = try await server.send("GET", "/v1/tickets/\(first)", as: "olga")
            #expect(returned.value("events", "2", "note") == pipe)
            #expect(returned.value("events", "2", "organisation") == "vodokanal")
            let second = try #require(appeal.value("tickets", "1", "ticket_id"))
            let next = try await server.send("GET", "/v1/tickets/\(second)", as: "boris")
            #expect(next.value("returned_by", "0", "organisation") == "teploset")
            #expect(next.value("returned_by", "0", "reason") == pipe)
            let third = try #require(appeal.value("tickets", "2", "ticket_id"))
            let last = try await server.send("GET", "/v1/tickets/\(third)", as: "anna")
            #expect(last.value("events", "0", "kind") == "queued")
            #expect(last.value("events", "0", "note") == note)
            #expect(last.value("returned_by", "1", "reason") == hot)

            let (all, own) = try await shown(receipt, by: server)
            for words in [note, pipe, hot] { #expect(!all.contains(words) && !own.contains(words)) }
        }
    }

    /// The coordinator decides in triage by the organisation's own words.
    @Test func theReasonOfAReturnIsReadInTriage() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Течёт", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let ticket = try await server.test.ticket(of: receipt).rawValue
            let body = #"{"reason": "Труба не наша"}"#
            #expect(try await server.send("POST", "/v1/tickets/\(ticket)/return", json: body, as: "anna").status == 200)
            let waiting = try await server.send("GET", "/v1/triage", as: "olga")
            #expect(waiting.value("items", "0", "decision", "return_reason") == "Труба не наша")
        }
    }

    /// In triage the coordinator chooses between them.
    @Test func theContractsThatWereFoundAreReadByStaff() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let path = "/v1/appeals/\(receipt.number)"
            let seen = try await server.send("GET", path, as: "olga")
            #expect(seen.value("decision", "found_contracts", "0") == seen.value("decision", "contract_id"))
            #expect(seen.value("decision", "contract_id") != nil)
            let own = try await server.send("GET", "\(path)?code=\(receipt.code)")
            #expect(own.value("decision", "found_contracts") == nil)
        }
    }

    @Test func theProjectsOfAnAppealAreRead() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Темно", house: 1)
            let draft = """
                {"code": "svet", "title": "Свет", "lead": "tos", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
                """
            _ = try await server.send("POST", "/v1/projects", json: draft, as: "olga")
            let link = #"{"number": "\#(receipt.number)"}"#
            #expect(try await server.send("POST", "/v1/projects/svet/appeals", json: link, as: "olga").status == 204)
            let path = "/v1/appeals/\(receipt.number)"
            let own = try await server.send("GET", "\(path)?code=\(receipt.code)")
            #expect(own.value("projects", "0", "code") == "svet")
            #expect(try await server.send("GET", path, as: "olga").value("projects", "0", "linked_at") != nil)
        }
    }
}
