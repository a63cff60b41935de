import Foundation
import HTTPTypes
import Hummingbird
import JSONText
import NIOCore
import Services

/// A queue's events as `text/event-stream`: `id` is the event's number, so that a browser that reconnects asks for the
/// events that it missed.
enum EventStream {
    static func response(_ events: QueueEvents) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"],
            body: ResponseBody { writer in
                // Shows the client at once that it is connected, and how soon to reconnect.
                try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                for try await update in events {
                    switch update {
                    case .event(let event): try await writer.write(frame(of: event))
                    // A comment keeps proxies from closing a quiet connection.
                    case .quiet: try await writer.write(ByteBuffer(string: ": quiet\n\n"))
                    }
                }
                try await writer.finish(nil)
            }
        )
    }

    static func frame(of event: QueueEvent) -> ByteBuffer {
        var frame = ByteBuffer(string: "id: \(event.sequence)\nevent: \(event.kind)\ndata: ")
        frame.writeBytes(JSONWriter.bytes(of: event))
        frame.writeStaticString("\n\n")
        return frame
    }
}

extension Answer where Value == QueueEvents {
    static func eventStream(_ about: String) -> Answer {
        Answer(
            Outcome(
                status: .ok,
                about: about,
                mediaType: "text/event-stream",
                schema: .string,
                contents: [QueueEvent.schema]
            ),
            send: EventStream.response
        )
    }
}
