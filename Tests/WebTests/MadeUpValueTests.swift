import Foundation
import Testing
import TownSupport

/// Cursors and times that only occur in invented requests.
@Suite struct MadeUpValueTests {
    /// A cursor in the form that lists return, with any parts.
    func cursor(_ parts: String...) -> String {
        Data(parts.joined(separator: "\u{1f}").utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    @Test func inventedCursorsAreRefused() async throws {
        try await TestServer.with { server in
            var paths = ["/v1/houses?after=\(cursor("a\0", "1"))", "/v1/houses?after=\(cursor("a", "x"))"]
            for time in [Int64.max, .min, 8_999_999_999_999_999_999, 300_000_000_000_000_000, -300_000_000_000_000_000]
            {
                paths.append("/v1/appeals?after=\(cursor(String(time), "1"))")
                paths.append("/v1/triage?after=\(cursor(String(time), "1"))")
                paths.append("/v1/queues/teploset/tickets?after=\(cursor("1", String(time), "1"))")
            }
            for path in paths {
                let answer = try await server.send("GET", path, as: "olga")
                #expect(answer.status == 422, "\(path)")
                #expect(answer.fields == ["after"], "\(path)")
            }
        }
    }

    @Test(arguments: ["2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "99999-01-01T00:00:00Z", "2026-01-01"])
    func invalidTimesAreReportedByName(time: String) async throws {
        try await TestServer.with { server in
            let list = try await server.send("GET", "/v1/appeals?registered_from=\(time)", as: "olga")
            #expect(list.fields == ["registered_from"])
            let submitted = try await server.send(
                "POST",
                "/v1/appeals",
                json: #"{"text": "x", "occurred_at": "\#(time)"}"#
            )
            #expect(submitted.fields == ["occurred_at"])
        }
    }
}
