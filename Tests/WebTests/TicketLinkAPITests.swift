import Foundation
import Municipality
import Services
import Testing
import TownSupport

@Suite struct TicketLinkAPITests {
    /// The path of a routed ticket, and the header of a bearer of its link.
    func linked(_ server: TestServer) async throws -> (path: String, bearer: [String: String]) {
        let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none") {
            $0.contact = .init(phone: "+7 900 123-45-67")
        }
        try await server.test.routeAll()
        let path = "/v1/tickets/\(try await server.test.ticket(of: receipt).rawValue)"
        let issued = try await server.send("POST", "\(path)/links", json: #"{"valid_hours": 2}"#, as: "anna")
        #expect(issued.status == 201)
        let expiry = try #require(issued.value("expires_at").flatMap { Date(rfc3339: $0) })
        #expect(abs(expiry.timeIntervalSinceNow - 7_200) < 60)
        return (path, ["Authorization": "Bearer \(try #require(issued.value("token")))"])
    }

    @Test func aLinkWorksItsTicket() async throws {
        try await TestServer.with { server in
            let (path, bearer) = try await linked(server)
            let seen = try await server.send("GET", path, headers: bearer)
            #expect(seen.status == 200)
            #expect(seen.value("contact", "phone")?.contains("123") == false)
            for step in ["accept", "start"] {
                #expect(try await server.send("POST", "\(path)/\(step)", headers: bearer).status == 200)
            }
            let done = try await server.send("POST", "\(path)/done", json: #"{"note": "Тепло"}"#, headers: bearer)
            #expect(done.value("state") == "done")
            let late = try await server.send("POST", "\(path)/links", json: "{}", as: "anna")
            #expect(late.status == 409)
        }
    }

    @Test func aLinkOpensNothingElse() async throws {
        try await TestServer.with { server in
            let (path, bearer) = try await linked(server)
            let other = try await linked(server).path
            let another = try await server.send("GET", other, headers: bearer)
            #expect(another.status == 403)
            #expect(another.value("detail") == "the link is for another ticket")
            #expect(try await server.send("POST", "\(other)/accept", headers: bearer).status == 403)
            for place in ["/v1/me", "/v1/queues/teploset/tickets", "/v1/appeals", "/v1/contracts"] {
                #expect(try await server.send("GET", place, headers: bearer).status == 403, "\(place)")
            }
            let appeal = try await server.send("POST", "/v1/appeals", json: #"{"text": "x"}"#, headers: bearer)
            #expect(appeal.status == 403)
            let back = #"{"reason": "Не наш"}"#
            #expect(try await server.send("POST", "\(path)/return", json: back, headers: bearer).status == 200)
            #expect(try await server.send("GET", path, headers: bearer).status == 403)
        }
    }

    @Test func whatIsNoValidLinkIsRefused() async throws {
        try await TestServer.with { server in
            let (path, _) = try await linked(server)
            let ticket = TicketID(rawValue: try #require(Int64(path.split(separator: "/").last ?? "")))
            let code = try #require(Slug(rawValue: "test"))
            let other = try #require(Slug(rawValue: "other"))
            func token(town: Slug, secret: UInt8, hours: Double) -> String {
                TicketLinkSeal(secret: Array(repeating: secret, count: 32), town: town).token(
                    of: TicketLink(
                        ticket: ticket,
                        organisation: OrganisationID(rawValue: 1),
                        expiresAt: Date().addingTimeInterval(hours * 3_600)
                    )
                )
            }
            for (token, detail) in [
                (token(town: code, secret: 0x2A, hours: -1), "the link has expired"),
                (token(town: code, secret: 0x2B, hours: 1), "the link is not valid"),
                (token(town: other, secret: 0x2A, hours: 1), "the link is not valid"),
                ("zl_nonsense", "the link is not valid"),
            ] {
                let answer = try await server.send("GET", path, headers: ["Authorization": "Bearer \(token)"])
                #expect(answer.status == 401)
                #expect(answer.value("detail") == detail)
                #expect(answer.headers["www-authenticate"] == "Bearer")
            }
            let good = ["Authorization": "Bearer \(token(town: code, secret: 0x2A, hours: 1))"]
            #expect(try await server.send("GET", path, headers: good).status == 200)
        }
    }

    @Test(arguments: [#"{"valid_hours": 0}"#, #"{"valid_hours": 721}"#, #"{"valid_hours": "x"}"#])
    func hoursAreBounded(json: String) async throws {
        try await TestServer.with { server in
            let (path, _) = try await linked(server)
            let answer = try await server.send("POST", "\(path)/links", json: json, as: "anna")
            #expect(answer.status == 422)
            #expect(answer.fields == ["valid_hours"])
        }
    }
}
