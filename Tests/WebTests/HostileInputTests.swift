import Foundation
import Testing
import TownSupport

/// Input that no client sends by accident is refused with a message, and never as a fault of the server.
@Suite struct HostileInputTests {
    @Test(arguments: ["%FF", "%C3%28", "%00", "%zz", "%"])
    func escapesThatAreNotTextAreRefused(escape: String) async throws {
        try await TestServer.with { server in
            for (path, field) in [
                ("/v1/houses?query=\(escape)", "query"), ("/v1/appeals/111-111-111?code=\(escape)", "code"),
                ("/v1/projects/a\(escape)", "project"),
            ] {
                let answer = try await server.raw("GET \(path) HTTP/1.1\r\nHost: town\r\nConnection: close\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 422 "), "\(path)")
                #expect(answer.contains("\"field\":\"\(field)\""), "\(path)")
            }
        }
    }

    @Test(arguments: [
        #"{"text": "x", "house_id": 1.5}"#, #"{"text": "x", "house_id": 1e400}"#,
        #"{"text": "x", "location": {"latitude": 1e400, "longitude": 0}}"#,
    ])
    func numbersOutOfRangeAreInvalidFieldsAndNotInvalidJSON(json: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.send("POST", "/v1/appeals", json: json)
            #expect(answer.status == 422)
            #expect(answer.fields == ["body"])
        }
    }

    @Test func deeplyNestedJSONIsRefused() async throws {
        try await TestServer.with { server in
            let answer = try await server.send("POST", "/v1/appeals", json: String(repeating: "[", count: 60_000))
            #expect(answer.status == 400)
        }
    }
}
