import Foundation
import Testing
import TownSupport

@Suite struct StaffUserAPITests {
    @Test func administratorsAddStaffAndIssueTokens() async throws {
        try await TestServer.with { server in
            let made = try await server.send(
                "POST",
                "/v1/staff",
                json: #"{"login": "ivan", "name": "Иван", "role": "dispatcher", "organisation": "tos"}"#,
                as: "pavel"
            )
            #expect(made.status == 201)
            #expect(made.value("organisation") == "tos")
            #expect(made.value("active") == "1")
            let again = try await server.send(
                "POST",
                "/v1/staff",
                json: #"{"login": "ivan", "name": "Иван", "role": "coordinator"}"#,
                as: "pavel"
            )
            #expect(again.status == 409)

            let issued = try await server.send(
                "POST",
                "/v1/staff/ivan/tokens",
                json: #"{"label": "доска", "days": 30}"#,
                as: "pavel"
            )
            #expect(issued.status == 201)
            let secret = try #require(issued.value("secret"))
            let token = try #require(issued.value("token", "token_id"))
            #expect(issued.value("token", "last_used_at") == nil)
            let bearer = ["Authorization": "Bearer \(secret)"]
            #expect(try await server.send("GET", "/v1/me", headers: bearer).value("login") == "ivan")

            let tokens = try await server.send("GET", "/v1/staff/ivan/tokens", as: "pavel")
            #expect(tokens.value("items", "0", "token_id") == token)
            #expect(tokens.value("items", "0", "last_used_at") != nil)
            #expect(!String(decoding: tokens.body, as: UTF8.self).contains(secret))

            #expect(try await server.send("DELETE", "/v1/staff/tokens/\(token)", as: "pavel").status == 204)
            #expect(try await server.send("DELETE", "/v1/staff/tokens/\(token)", as: "pavel").status == 404)
            #expect(try await server.send("GET", "/v1/me", headers: bearer).status == 401)
        }
    }

    @Test func administratorsDeactivateStaffAndChangeTheirOrganisation() async throws {
        try await TestServer.with { server in
            #expect(try await server.send("GET", "/v1/me", as: "boris").status == 200)
            let locked = try await server.send("PATCH", "/v1/staff/boris", json: #"{"active": false}"#, as: "pavel")
            #expect(locked.value("active") == "0")
            #expect(try await server.send("GET", "/v1/me", as: "boris").status == 401)
            let moved = try await server.send(
                "PATCH",
                "/v1/staff/boris",
                json: #"{"active": true, "role": "operator"}"#,
                as: "pavel"
            )
            #expect(moved.value("role") == "operator")
            #expect(moved.value("organisation") == nil)
            #expect(try await server.send("GET", "/v1/me", as: "boris").value("role") == "operator")
            let list = try await server.send("GET", "/v1/staff", as: "pavel")
            #expect(list.value("items", "1", "login") == "boris")
        }
    }

    @Test(arguments: [
        ("POST", "/v1/staff", #"{"login": "Ivan", "name": "И", "role": "operator"}"#, 422, "login"),
        ("POST", "/v1/staff", #"{"login": "tokens", "name": "И", "role": "operator"}"#, 422, "login"),
        ("POST", "/v1/staff", #"{"login": "ivan", "name": "И", "role": "mayor"}"#, 422, "role"),
        ("POST", "/v1/staff", #"{"login": "ivan", "name": "И", "role": "head"}"#, 422, "organisation"),
        ("PATCH", "/v1/staff/nobody", "{}", 404, ""),
        ("PATCH", "/v1/staff/olga", #"{"name": " "}"#, 422, "name"),
        ("POST", "/v1/staff/olga/tokens", #"{"label": "x", "days": 0}"#, 422, "days"),
        ("POST", "/v1/staff/nobody/tokens", #"{"label": "x"}"#, 404, ""),
        ("GET", "/v1/staff/nobody/tokens", "", 404, ""),
        ("DELETE", "/v1/staff/tokens/x", "", 422, "token_id"),
    ])
    func invalidInputIsRefused(method: String, path: String, json: String, status: Int, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send(method, path, json: json.isEmpty ? nil : json, as: "pavel")
            #expect(answer.status == status)
            #expect(answer.fields == (field.isEmpty ? [] : [field]))
        }
    }
}
