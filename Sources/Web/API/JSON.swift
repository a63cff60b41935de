import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

/// How values are written as JSON: members in the order of their declaration, times in UTC with milliseconds.
enum JSON {
    static func bytes(_ value: some Encodable) throws -> ByteBuffer {
        ByteBuffer(bytes: try JSONText.bytes(of: value, dates: Timestamp.append))
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: try bytes(value))
        )
    }
}
