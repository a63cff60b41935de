import Foundation
import Testing
import TownSupport

@Suite struct IntegrationAPITests {
    @Test func administratorsAddSystemsAndGiveThemTokens() async throws {
        try await TestServer.with { server in
            let made = try await server.send(
                "POST",
                "/v1/integrations",
                json: #"{"code": "esia", "name": "ЕСИА", "permissions": ["set_identity", "register_calls"]}"#,
                as: "pavel"
            )
            #expect(made.status == 201)
            #expect(made.value("permissions", "0") == "register_calls")
            #expect(made.value("active") == "1")
            let again = #"{"code": "esia", "name": "ЕСИА", "permissions": []}"#
            #expect(try await server.send("POST", "/v1/integrations", json: again, as: "pavel").status == 409)

            let issued = try await server.send(
                "POST",
                "/v1/integrations/esia/tokens",
                json: #"{"label": "обмен", "days": 30}"#,
                as: "pavel"
            )
            #expect(issued.status == 201)
            #expect(issued.value("token", "integration") == "esia")
            #expect(issued.value("token", "login") == nil)
            let bearer = ["Authorization": "Bearer \(try #require(issued.value("secret")))"]
            let me = try await server.send("GET", "/v1/me", headers: bearer)
            #expect(me.value("integration") == "esia")
            #expect(me.value("permissions", "1") == "set_identity")
            let tokens = try await server.send("GET", "/v1/integrations/esia/tokens", as: "pavel")
            let token = try #require(tokens.value("items", "0", "token_id"))
            #expect(tokens.value("items", "0", "last_used_at") != nil)
            #expect(try await server.send("DELETE", "/v1/staff/tokens/\(token)", as: "pavel").status == 404)
            #expect(try await server.send("DELETE", "/v1/integrations/tokens/\(token)", as: "pavel").status == 204)
            #expect(try await server.send("GET", "/v1/me", headers: bearer).status == 401)
        }
    }

    @Test func aSystemThatIdentifiesAuthorsHandsInAnAppealUnderTheLaw() async throws {
        try await TestServer.with { server in
            let formal = """
                {"text": "Прошу", "kind": "appeal_59fz", "identity": "esia",
                 "contact": {"name": "Анна", "email": "anna@example.org"}}
                """
            let taken = try await server.send("POST", "/v1/appeals", json: formal, as: "portal")
            #expect(taken.status == 201)
            #expect(taken.value("clocks", "0", "policy") == "answer_59fz")
            let anonymous = try await server.send("POST", "/v1/appeals", json: formal)
            #expect(anonymous.status == 422)
            #expect(anonymous.fields == ["kind", "identity"])

            let change = #"{"permissions": ["register_calls"]}"#
            let changed = try await server.send("PATCH", "/v1/integrations/portal", json: change, as: "pavel")
            #expect(changed.status == 200)
            let unproven = try await server.send("POST", "/v1/appeals", json: formal, as: "portal")
            #expect(unproven.fields == ["kind", "identity"])
            #expect(try await server.send("POST", "/v1/appeals", json: #"{"text": "Яма"}"#, as: "portal").status == 201)
            let none = #"{"permissions": []}"#
            #expect(try await server.send("PATCH", "/v1/integrations/portal", json: none, as: "pavel").status == 200)
            let refused = try await server.send("POST", "/v1/appeals", json: #"{"text": "Яма"}"#, as: "portal")
            #expect(refused.status == 403)
            let locked = #"{"active": false}"#
            #expect(try await server.send("PATCH", "/v1/integrations/portal", json: locked, as: "pavel").status == 200)
            #expect(try await server.send("POST", "/v1/appeals", json: #"{"text": "Яма"}"#, as: "portal").status == 401)
        }
    }

    @Test(arguments: [
        ("POST", "/v1/integrations", #"{"code": "Esia", "name": "E", "permissions": []}"#, 422, "code"),
        ("POST", "/v1/integrations", #"{"code": "tokens", "name": "E", "permissions": []}"#, 422, "code"),
        ("POST", "/v1/integrations", #"{"name": " ", "permissions": []}"#, 422, "name"),
        ("POST", "/v1/integrations", #"{"name": "E"}"#, 422, "permissions"),
        ("POST", "/v1/integrations", #"{"name": "E", "permissions": ["fly"]}"#, 422, "permissions"),
        ("PATCH", "/v1/integrations/nobody", "{}", 404, ""),
        ("PATCH", "/v1/integrations/portal", #"{"permissions": ["manage_staff"]}"#, 422, "permissions"),
        ("POST", "/v1/integrations/portal/tokens", #"{"label": "x", "days": 0}"#, 422, "days"),
        ("POST", "/v1/integrations/nobody/tokens", #"{"label": "x"}"#, 404, ""),
        ("GET", "/v1/integrations/nobody/tokens", "", 404, ""),
        ("DELETE", "/v1/integrations/tokens/x", "", 422, "token_id"),
    ])
    func whatCannotBeIsRefused(method: String, path: String, json: String, status: Int, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send(method, path, json: json.isEmpty ? nil : json, as: "pavel")
            #expect(answer.status == status)
            #expect(answer.fields == (field.isEmpty ? [] : [field]))
        }
    }
}
