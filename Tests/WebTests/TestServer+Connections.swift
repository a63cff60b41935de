import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing
import TownSupport

extension TestServer {
    /// Sends raw bytes, which may be invalid HTTP, and returns the answer until the server disconnects.
    func raw(_ request: String) async throws -> String {
        let connection = try await connect { channel in
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer = ""
            for try await buffer in inbound { answer += String(buffer: buffer) }
            return answer
        }
    }

    /// An event as a browser would get it.
    struct Event: Hashable, Sendable {
        var id = ""
        var kind = ""
        var data = ""
    }

    /// Reads the next events of a queue, then disconnects.
    /// - Parameters:
    ///   - lastSeen: sent as `Last-Event-ID`.
    ///   - whenOpen: called once the queue is being followed.
    func events(
        _ count: Int,
        of organisation: String,
        as login: String,
        after lastSeen: Int? = nil,
        whenOpen: () async throws -> Void = {}
    ) async throws -> [Event] {
        let connection = try await connect { channel in
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                wrappingChannelSynchronously: channel
            )
        }
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/v1/queues/\(organisation)/events")
        head.headers = ["Host": "town", "Authorization": "Bearer \(TestTown.token(of: login))"]
        if let lastSeen { head.headers.add(name: "Last-Event-ID", value: String(lastSeen)) }
        let request = head
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(contentsOf: [.head(request), .end(nil)])
            var text = ""
            for try await part in inbound {
                switch part {
                case .head(let head):
                    try #require(head.status == .ok)
                    #expect(head.headers["Content-Type"] == ["text/event-stream"])
                    try await whenOpen()
                case .body(let buffer): text += String(buffer: buffer)
                case .end: return Self.events(in: text)
                }
                let events = Self.events(in: text)
                if events.count >= count { return events }
            }
            return Self.events(in: text)
        }
    }

    /// Events that are complete: their closing empty line has arrived.
    private static func events(in text: String) -> [Event] {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(into: [Event()]) { events, line in
            let field = line.split(separator: ":", maxSplits: 1)
            switch (field.first, field.last.map { String($0.drop { $0 == " " }) } ?? "") {
            case ("id", let value): events[events.count - 1].id = value
            case ("event", let value): events[events.count - 1].kind = value
            case ("data", let value): events[events.count - 1].data = value
            case (nil, _) where events.last?.data.isEmpty == false: events.append(Event())
            default: break
            }
        }.dropLast()
    }

    private func connect<Connection: Sendable>(
        _ configure: @escaping @Sendable (any Channel) throws -> Connection
    ) async throws -> Connection {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: base.port ?? 0) { channel in
                channel.eventLoop.makeCompletedFuture { try configure(channel) }
            }
    }
}
