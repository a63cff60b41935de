import Foundation
import Testing
import TownSupport

@Suite struct IntakeAPITests {
    @Test func anAppealIsSubmittedAndLookedUp() async throws {
        try await TestServer.with { server in
            let created = try await server.send(
                "POST",
                "/v1/appeals",
                json: #"{"text": "Холодные батареи", "house_id": 1, "category": "heating.none", "channel": "app"}"#
            )
            #expect(created.status == 201)
            let number = try #require(created.value("number"))
            let code = try #require(created.value("code"))
            #expect(number.wholeMatch(of: /\d{3}-\d{3}-\d{3}/) != nil)
            #expect(created.headers["location"] == "/v1/appeals/\(number)")
            let time = try #require(created.value("registered_at"))
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            #expect(abs(try Date(time.dropLast(5) + "Z", strategy: .iso8601).timeIntervalSinceNow) < 60)

            let own = try await server.send("GET", "/v1/appeals/\(number)?code=\(code)")
            #expect(own.value("text") == "Холодные батареи")
            #expect(own.value("history", "0", "kind") == "registered")
            let header = try await server.send(
                "GET",
                "/v1/appeals/\(number)",
                headers: ["Appeal-Code": code.lowercased()]
            )
            #expect(header.value("text") == "Холодные батареи")
            let open = try await server.send("GET", "/v1/appeals/\(number)")
            #expect(open.status == 200)
            #expect(open.value("text") == nil)
            #expect(open.value("category") == "heating.none")
            #expect(try await server.send("GET", "/v1/appeals/\(number)?code=00000000").status == 403)
            #expect(try await server.send("GET", "/v1/appeals/111-111-111").status == 404)
        }
    }

    @Test func staffSetTheKindAndTheIdentity() async throws {
        try await TestServer.with { server in
            let body = #"""
                {"text": "Прошу принять меры", "channel": "in_person", "kind": "appeal_59fz", "identity": "staff_checked",
                "contact": {"name": "Иванова Анна", "address": "ул. Волжская, 1"}}
                """#
            let refused = try await server.send("POST", "/v1/appeals", json: body)
            #expect(refused.status == 422)
            #expect(refused.fields == ["channel", "kind", "identity"])
            let created = try await server.send("POST", "/v1/appeals", json: body, as: "vera")
            #expect(created.status == 201)
            #expect(created.value("clocks", "0", "kind") == "answer")
            #expect(created.value("clocks", "0", "policy") == "answer_59fz")
            #expect(created.value("clocks", "0", "norm") == "59-FZ art. 12(1)")
            let number = try #require(created.value("number"))
            let seen = try await server.send("GET", "/v1/appeals/\(number)", as: "vera")
            #expect(seen.value("kind") == "appeal_59fz")
            #expect(seen.value("identity") == "staff_checked")
            #expect(seen.value("contact", "address") == "ул. Волжская, 1")
            #expect(seen.value("history", "0", "by") == "vera")
        }
    }

    /// Else an unknown person could make statistics of calls that nobody took.
    @Test(arguments: [
        (nil, "web", 201), (nil, "app", 201), (nil, "phone", 422), (nil, "email", 422), (nil, "in_person", 422),
        (nil, "post", 422), ("anna", "phone", 422), ("vera", "phone", 201), ("olga", "post", 201),
        ("registry", "email", 201),
    ])
    func channelsOfTheStaffRequireThePermission(login: String?, channel: String, status: Int) async throws {
        try await TestServer.with { server in
            let answer = try await server.send(
                "POST",
                "/v1/appeals",
                json: #"{"text": "Холодно", "channel": "\#(channel)"}"#,
                as: login
            )
            #expect(answer.status == status)
            if status == 422 { #expect(answer.fields == ["channel"]) }
        }
    }

    @Test(arguments: [
        (#"{"text": "x", "house_id": "1"}"#, 422, "house_id"),
        (#"{"text": "x", "kind": "message"}"#, 422, "kind"),
        (#"{"text": "x", "identity": "esia"}"#, 422, "identity"),
        (#"{"text": 5}"#, 422, "text"),
        (#"{"text": null}"#, 422, "text"),
        (#"{}"#, 422, "text"),
        (#"[]"#, 422, "body"),
        (#"{"text": "  "}"#, 422, "text"),
        (#"{"text": "a\u0000b"}"#, 422, "text"),
        (#"{"text": "x", "contact": {"phone": "1\u0000"}}"#, 422, "contact.phone"),
        (#"{"text": "x", "contact": {"phone": 12}}"#, 422, "contact.phone"),
        (#"{"text": "x", "location": {"latitude": 57}}"#, 422, "location.longitude"),
        (#"{"text": "x", "location": {"latitude": 957, "longitude": 1}}"#, 422, "location"),
        (#"{"text": "x", "occurred_at": "1203-01-01T00:00:00Z"}"#, 422, "occurred_at"),
        (#"{"text": "x", "occurred_at": "+292277026596-12-04T15:30:07Z"}"#, 422, "occurred_at"),
        (#"{"text": "x", "house_id": 999}"#, 422, "house_id"),
        (#"{"text": "x", "house_id": 99999999999999999999}"#, 422, "body"),
        (#"{"text": "x", "category": "no.such"}"#, 422, "category"),
        (#"{"text": "x", "channel": "import"}"#, 422, "channel"),
        (#"{"text": "x""#, 400, ""),
        (#"{"text": "\ud800"}"#, 400, ""),
        ("", 400, ""),
    ])
    func invalidInputIsReportedByItsField(json: String, status: Int, field: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send("POST", "/v1/appeals", json: json)
            #expect(answer.status == status)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.fields == (field.isEmpty ? [] : [field]))
            #expect(try await server.test.count("appeals") == 0)
        }
    }

    @Test func aBodyThatIsNotTextOrTooLargeIsRefused() async throws {
        try await TestServer.with { server in
            var broken = Data(#"{"text": ""#.utf8)
            broken.append(contentsOf: [0xC3, 0x28])
            broken.append(Data(#""}"#.utf8))
            let json = ["Content-Type": "application/json"]
            #expect(try await server.send("POST", "/v1/appeals", body: broken, headers: json).status == 400)
            let huge = Data("{\"text\": \"\(String(repeating: "я", count: 40_000))\"}".utf8)
            #expect(try await server.send("POST", "/v1/appeals", body: huge, headers: json).status == 413)
            let long = "{\"text\": \"\(String(repeating: "я", count: 10_001))\"}"
            let tooLong = try await server.send("POST", "/v1/appeals", json: long)
            #expect(tooLong.status == 422)
            #expect(tooLong.fields == ["text"])
            let plain = try await server.send(
                "POST",
                "/v1/appeals",
                body: Data("text".utf8),
                headers: ["Content-Type": "text/plain"]
            )
            #expect(plain.status == 415)
            let fits = "{\"text\": \"\(String(repeating: "я", count: 10_000))\"}"
            #expect(try await server.send("POST", "/v1/appeals", json: fits).status == 201)
        }
    }

    @Test func aRepeatedIdempotencyKeyGetsTheSameAnswer() async throws {
        try await TestServer.with { server in
            let key = ["Idempotency-Key": "8c2f"]
            let json = #"{"text": "Мусор", "category": "heating.none"}"#
            let first = try await server.send("POST", "/v1/appeals", json: json, headers: key)
            try await server.test.routeAll()
            let again = try await server.send("POST", "/v1/appeals", json: json, headers: key)
            #expect(again.status == 201)
            #expect(again.body == first.body)
            let other = try await server.send("POST", "/v1/appeals", json: #"{"text": "Иное"}"#, headers: key)
            #expect(other.status == 409)
            let bad = try await server.send("POST", "/v1/appeals", json: json, headers: ["Idempotency-Key": "a b"])
            #expect(bad.fields == ["Idempotency-Key"])
            let bodies = try await withThrowingTaskGroup(of: Data.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await server.send("POST", "/v1/appeals", json: json, headers: ["Idempotency-Key": "z"]).body
                    }
                }
                return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
            }
            #expect(bodies.count == 1)
            #expect(try await server.test.count("appeals") == 2)
        }
    }
}
