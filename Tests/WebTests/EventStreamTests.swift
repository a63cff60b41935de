import Foundation
import Testing
import TownSupport

@Suite struct EventStreamTests {
    func submit(_ count: Int, to server: TestServer) async throws {
        for index in 0..<count {
            _ = try await server.test.submit("Холодно \(index)", house: 1, category: "heating.none")
            try await server.test.routeAll()
        }
    }

    @Test func followersGetEventsFromTheirConnectionOn() async throws {
        try await TestServer.with { server in
            try await submit(2, to: server)
            let events = try await server.events(2, of: "teploset", as: "anna") {
                try await submit(1, to: server)
                let claimed = try await server.send("POST", "/v1/queues/teploset/claim-next", as: "denis")
                #expect(claimed.status == 200)
            }
            #expect(events.map(\.id) == ["3", "4"])
            #expect(events.map(\.kind) == ["queued", "claimed"])
            let data = try #require(JSONSerialization.jsonObject(with: Data(events[0].data.utf8)) as? [String: Any])
            #expect(data["sequence"] as? Int == 3)
            #expect((data["ticket"] as? [String: Any])?["state"] as? String == "queued")
        }
    }

    @Test func aFollowerThatReconnectsMissesNothing() async throws {
        try await TestServer.with { server in
            try await submit(3, to: server)
            // Disconnects after each event, while more events happen.
            let seen = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await submit(9, to: server) }
                var seen: [String] = []
                while seen.count < 12 {
                    let events = try await server.events(1, of: "teploset", as: "anna", after: seen.count)
                    seen.append(contentsOf: events.map(\.id))
                }
                try await group.waitForAll()
                return seen
            }
            #expect(seen == (1...12).map(String.init))
        }
    }

    @Test(arguments: ["x", "-1", "7", "99999999999999999999", "1.0"])
    func eventNumbersThatTheQueueNeverHadAreRefused(place: String) async throws {
        try await TestServer.with { server in
            try await submit(1, to: server)
            let answer = try await server.send(
                "GET",
                "/v1/queues/teploset/events",
                as: "anna",
                headers: ["Last-Event-ID": place]
            )
            #expect(answer.status == 422)
            #expect(answer.fields == ["Last-Event-ID"])
        }
    }
}
