import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

extension Response {
    static func json(_ value: some JSONWritable, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONWriter.bytes(of: value)))
        )
    }
}
