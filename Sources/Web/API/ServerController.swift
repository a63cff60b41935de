import HTTPTypes
import Hummingbird
import Municipality
import NIOCore
import Services

/// What the server says of itself, and of who calls.
struct ServerController: Sendable {
    let health: HealthService

    var routes: [Route] {
        [
            .get("/health", showHealth),
            .get("/openapi.yaml", document),
            .get("/v1/me", me),
        ]
    }

    /// 200 while this process can serve, 503 while it cannot.
    @Sendable func showHealth(_ call: Call) async throws -> Response {
        let health = await health.check()
        var response = try JSON.response(health, status: health.status == .ok ? .ok : .serviceUnavailable)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    @Sendable func document(_ call: Call) async throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/yaml"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_yaml))
        )
    }

    @Sendable func me(_ call: Call) async throws -> Response {
        struct Me: Encodable {
            let login: String
            let name: String
            let role: String
            let organisation: String?
        }
        guard case .staff(let member) = try await call.actor() else { throw Problem.unauthorized }
        return try JSON.response(
            Me(
                login: member.login,
                name: member.name,
                role: member.role.rawValue,
                organisation: member.organisation?.code.rawValue
            )
        )
    }
}
