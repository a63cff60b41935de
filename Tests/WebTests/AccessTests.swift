import Foundation
import Municipality
import Services
import Testing
import TownSupport
import Web

/// Which caller may use which route, cell by cell.
@Suite struct AccessTests {
    /// The callers in the order of the table's columns; nil has no token.
    static let callers: [(name: String, login: String?)] = [
        ("anybody", nil), ("author", nil), ("operator", "vera"), ("dispatcher", "anna"), ("head", "gleb"),
        ("coordinator", "olga"), ("administrator", "pavel"), ("integration with few permissions", "portal"),
        ("integration with all that can be given", "registry"), ("bearer of a signed link", nil),
    ]

    /// `in` means that the caller is authorised, whatever the answer; any other value is the refusal. Routes for
    /// authors only refuse a wrong code whoever sends it.
    static let table = """
                                                                    any  aut  ope  dis  hea  coo  adm  few  all  lin
        GET    /health                                              in   in   in   in   in   in   in   in   in   in
        GET    /openapi.yaml                                        in   in   in   in   in   in   in   in   in   in
        GET    /v1/me                                               401  401  in   in   in   in   in   in   in   403
        POST   /v1/appeals                                          in   in   in   in   in   in   in   in   in   403
        GET    /v1/appeals                                          401  401  403  403  403  in   in   403  in   403
        GET    /v1/appeals/{number}                                 in   in   in   in   in   in   in   403  in   403
        POST   /v1/appeals/{number}/confirm                         403  in   403  403  403  403  403  403  403  403
        POST   /v1/appeals/{number}/refute                          403  in   403  403  403  403  403  403  403  403
        POST   /v1/appeals/{number}/withdraw                        403  in   403  403  403  403  403  403  403  403
        POST   /v1/appeals/{number}/answer                          401  401  403  403  403  in   in   403  in   403
        POST   /v1/appeals/{number}/close                           401  401  403  403  403  in   in   403  in   403
        POST   /v1/appeals/{number}/reject                          401  401  403  403  403  in   in   403  in   403
        POST   /v1/appeals/{number}/forward                         401  401  403  403  403  in   in   403  in   403
        POST   /v1/appeals/{number}/comment                         401  401  403  403  403  in   in   403  in   403
        POST   /v1/similar-appeals                                  in   in   in   in   in   in   in   in   in   403
        GET    /v1/appeals/{number}/similar                         401  in   in   in   in   in   in   403  in   403
        POST   /v1/appeals/{number}/merge                           401  in   403  in   in   in   in   403  in   403
        POST   /v1/appeals/{number}/unmerge                         403  in   403  in   in   in   in   403  in   403
        GET    /v1/triage                                           401  401  403  403  403  in   in   403  in   403
        POST   /v1/appeals/{number}/route                           401  401  403  403  403  in   in   403  in   403
        GET    /v1/queues/{organisation}/tickets                    401  401  in   in   in   in   in   403  in   403
        POST   /v1/queues/{organisation}/claim-next                 401  401  403  in   in   in   in   403  403  403
        GET    /v1/queues/{organisation}/events                     401  401  in   in   in   in   in   403  in   403
        GET    /v1/tickets/{ticket_id}                              401  401  in   in   in   in   in   403  in   in
        POST   /v1/tickets/{ticket_id}/accept                       401  401  403  in   in   in   in   403  in   in
        POST   /v1/tickets/{ticket_id}/start                        401  401  403  in   in   in   in   403  in   in
        POST   /v1/tickets/{ticket_id}/pause                        401  401  403  in   in   in   in   403  in   403
        POST   /v1/tickets/{ticket_id}/resume                       401  401  403  in   in   in   in   403  in   403
        POST   /v1/tickets/{ticket_id}/done                         401  401  403  in   in   in   in   403  in   in
        POST   /v1/tickets/{ticket_id}/return                       401  401  403  in   in   in   in   403  in   in
        POST   /v1/tickets/{ticket_id}/release                      401  401  403  in   in   in   in   403  in   403
        POST   /v1/tickets/{ticket_id}/comment                      401  401  403  in   in   in   in   403  in   403
        POST   /v1/tickets/{ticket_id}/links                        401  401  403  in   in   in   in   403  in   403
        GET    /v1/organisations                                    in   in   in   in   in   in   in   in   in   in
        POST   /v1/organisations                                    401  401  403  403  403  403  in   403  in   403
        PATCH  /v1/organisations/{organisation}                     401  401  403  403  403  403  in   403  in   403
        GET    /v1/houses                                           in   in   in   in   in   in   in   in   in   in
        POST   /v1/houses                                           401  401  403  403  403  403  in   403  in   403
        GET    /v1/houses/{house_id}                                in   in   in   in   in   in   in   in   in   in
        GET    /v1/categories                                       in   in   in   in   in   in   in   in   in   in
        POST   /v1/categories                                       401  401  403  403  403  403  in   403  in   403
        PATCH  /v1/categories/{category}                            401  401  403  403  403  403  in   403  in   403
        GET    /v1/contracts                                        401  401  403  403  403  in   in   403  in   403
        POST   /v1/contracts                                        401  401  403  403  403  403  in   403  in   403
        PATCH  /v1/contracts/{contract_id}                          401  401  403  403  403  403  in   403  in   403
        GET    /v1/projects                                         in   in   in   in   in   in   in   in   in   in
        POST   /v1/projects                                         401  401  403  403  403  in   in   403  in   403
        GET    /v1/projects/{project}                               in   in   in   in   in   in   in   in   in   in
        PATCH  /v1/projects/{project}                               401  401  403  403  403  in   in   403  in   403
        POST   /v1/projects/{project}/milestones                    401  401  403  403  403  in   in   403  in   403
        PATCH  /v1/projects/{project}/milestones/{milestone_id}     401  401  403  403  403  in   in   403  in   403
        POST   /v1/projects/{project}/partners                      401  401  403  403  403  in   in   403  in   403
        POST   /v1/projects/{project}/appeals                       401  401  403  403  403  in   in   403  in   403
        DELETE /v1/projects/{project}/appeals/{number}              401  401  403  403  403  in   in   403  in   403
        GET    /v1/staff                                            401  401  403  403  403  403  in   403  403  403
        POST   /v1/staff                                            401  401  403  403  403  403  in   403  403  403
        PATCH  /v1/staff/{login}                                    401  401  403  403  403  403  in   403  403  403
        GET    /v1/staff/{login}/tokens                             401  401  403  403  403  403  in   403  403  403
        POST   /v1/staff/{login}/tokens                             401  401  403  403  403  403  in   403  403  403
        DELETE /v1/staff/tokens/{token_id}                          401  401  403  403  403  403  in   403  403  403
        GET    /v1/integrations                                     401  401  403  403  403  403  in   403  403  403
        POST   /v1/integrations                                     401  401  403  403  403  403  in   403  403  403
        PATCH  /v1/integrations/{integration}                       401  401  403  403  403  403  in   403  403  403
        GET    /v1/integrations/{integration}/tokens                401  401  403  403  403  403  in   403  403  403
        POST   /v1/integrations/{integration}/tokens                401  401  403  403  403  403  in   403  403  403
        DELETE /v1/integrations/tokens/{token_id}                   401  401  403  403  403  403  in   403  403  403
        """

    struct Row {
        let operation: String
        let cells: [String]
    }

    static let rows = table.split(separator: "\n").dropFirst().map { line in
        let words = line.split(separator: " ").map(String.init)
        return Row(operation: "\(words[0]) \(words[1])", cells: Array(words.dropFirst(2)))
    }

    @Test func everyRouteHasARowInTheAccessTable() {
        #expect(Self.rows.map(\.operation).sorted() == WebServer.operations.sorted())
        #expect(Self.rows.allSatisfy { $0.cells.count == Self.callers.count })
    }

    @Test func everyCallerGetsTheAnswerOfTheAccessTable() async throws {
        try await TestServer.with { server in
            let receipt = try await server.test.submit("Холодно", house: 1, category: "heating.none")
            try await server.test.routeAll()
            // Of another appeal, because the author withdraws the first.
            let other = try await server.test.submit("Тоже холодно", house: 1, category: "heating.none")
            try await server.test.routeAll()
            let ticket = try await server.test.ticket(of: other)
            let link = try await TicketService(town: server.test.town).issueLink(
                ticket,
                validHours: 1,
                by: TestTown.anna
            )
            let values = [
                "number": receipt.number, "organisation": "teploset", "house_id": "1", "category": "water.none",
                "contract_id": "1", "project": "none", "milestone_id": "1",
                "login": "boris", "token_id": "99", "integration": "none",
                "ticket_id": String(ticket.rawValue),
            ]
            for row in Self.rows {
                let words = row.operation.split(separator: " ").map(String.init)
                let path = values.reduce(words[1]) { $0.replacing("{\($1.key)}", with: $1.value) }
                for ((name, login), expected) in zip(Self.callers, row.cells) {
                    let shown: [String: String] =
                        switch name {
                        case "author": ["Appeal-Code": receipt.code]
                        case "bearer of a signed link": ["Authorization": "Bearer \(link.token)"]
                        default: [:]
                        }
                    let code = name == "author" ? receipt.code : "0000-0000"
                    let answer = try await server.send(
                        words[0],
                        path,
                        json: words[0] == "GET" || words[0] == "DELETE" ? nil : Self.body(of: path, code: code, name),
                        as: login,
                        // A position that the queue never had ends the stream of events before it begins.
                        headers: ["Last-Event-ID": "x"].merging(shown) { $1 }
                    )
                    let cell = Comment("\(row.operation) as \(name): \(answer.status)")
                    if expected == "in" {
                        #expect(![401, 403, 405].contains(answer.status) && answer.status < 500, cell)
                    } else {
                        #expect(String(answer.status) == expected, cell)
                    }
                }
            }
        }
    }

    /// Enough for the router to find the author's code; the rest may be invalid.
    static func body(of path: String, code: String, _ caller: String) -> String {
        switch path.split(separator: "/").last {
        case "merge": caller == "author" ? #"{"into": "111-111-111", "code": "\#(code)"}"# : #"{"into": "111-111-111"}"#
        case "confirm", "refute", "withdraw", "unmerge": #"{"code": "\#(code)", "note": "x"}"#
        default: "{}"
        }
    }

    /// First whether the operation exists, then the caller, then the content.
    @Test(arguments: [
        ("POST", "/v1/nothing", nil, 404), ("PATCH", "/v1/houses", nil, 405), ("POST", "/v1/houses", nil, 401),
        ("POST", "/v1/houses", "olga", 403), ("POST", "/v1/houses", "pavel", 415),
        ("GET", "/v1/contracts?limit=0", nil, 401), ("GET", "/v1/contracts?limit=0", "anna", 403),
        ("GET", "/v1/contracts?limit=0", "olga", 422),
    ])
    func refusalsComeInTheOrderTownCallerBody(method: String, path: String, login: String?, status: Int) async throws {
        try await TestServer.with { server in
            let answer = try await server.send(
                method,
                path,
                body: method == "GET" ? nil : Data("x".utf8),
                as: login,
                headers: ["Content-Type": "text/plain"]
            )
            #expect(answer.status == status)
        }
    }

    @Test func aRefusalNamesTheRolesWithThePermission() async throws {
        try await TestServer.with { server in
            let answer = try await server.send("GET", "/v1/triage", as: "anna")
            #expect(
                answer.value("detail") == "this needs the permission triage, held by: coordinator, administrator"
            )
        }
    }
}
