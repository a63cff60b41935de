import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services

/// A queue's events as `text/event-stream`: `id` is the event's number, so a browser that comes back asks for what it
/// missed by itself.
enum EventStream {
    static func response(_ events: QueueEvents) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
            body: ResponseBody { writer in
                // Tells the client at once that it is connected, and how soon to come back.
                try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                for try await update in events {
                    switch update {
                    case .event(let event): try await writer.write(try frame(of: event))
                    // A comment keeps proxies from closing a quiet connection.
                    case .quiet: try await writer.write(ByteBuffer(string: ": quiet\n\n"))
                    }
                }
                try await writer.finish(nil)
            }
        )
    }

    static func frame(of event: QueueEvent) throws -> ByteBuffer {
        var frame = ByteBuffer(string: "id: \(event.sequence)\nevent: \(event.kind)\ndata: ")
        var data = try JSON.bytes(event)
        frame.writeBuffer(&data)
        frame.writeStaticString("\n\n")
        return frame
    }
}
