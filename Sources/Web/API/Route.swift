import HTTPTypes
import Hummingbird

/// One operation of the API. The table of all of them is what the router serves and what the OpenAPI document is held to.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// As in OpenAPI: `/v1/appeals/{number}`.
    let path: String
    let handle: @Sendable (Call) async throws -> Response

    static func get(_ path: String, _ handle: @escaping @Sendable (Call) async throws -> Response) -> Route {
        Route(method: .get, path: path, handle: handle)
    }

    static func post(_ path: String, _ handle: @escaping @Sendable (Call) async throws -> Response) -> Route {
        Route(method: .post, path: path, handle: handle)
    }

    static func patch(_ path: String, _ handle: @escaping @Sendable (Call) async throws -> Response) -> Route {
        Route(method: .patch, path: path, handle: handle)
    }

    static func delete(_ path: String, _ handle: @escaping @Sendable (Call) async throws -> Response) -> Route {
        Route(method: .delete, path: path, handle: handle)
    }
}
