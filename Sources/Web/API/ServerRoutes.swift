import HTTPTypes
import Hummingbird
import JSONText
import Municipality
import NIOCore
import Services

/// The server's own state and document, and the caller's identity.
enum ServerRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .get,
            "/health",
            Operation("health", .server, "Whether this process can serve; for load balancers."),
            access: .anybody,
            answer: health,
            isOfTown: false
        ) { call in await call.server.health.check() }
        Route(
            .get,
            "/openapi.yaml",
            Operation("document", .server, "This document."),
            access: .anybody,
            answer: document,
            isOfTown: false
        ) { _ in try APIDocument.served.get() }
        Route(
            .get,
            "/v1/me",
            Operation("me", .server, "The owner of the token."),
            access: .anyStaff,
            answer: .ok(TokenHolder.self, "The member of staff, or the integration.")
        ) { call in
            switch call.actor {
            case .staff(let member): .member(member)
            case .integration(let integration): .integration(integration)
            default: throw Problem.unauthorized
            }
        }
    }

    private static var health: Answer<Health> {
        Answer(
            Outcome(status: .ok, about: "It can.", schema: Health.schema),
            Outcome(status: .serviceUnavailable, about: "It cannot.", schema: Health.schema)
        ) { health in
            var response = Response.json(health, status: health.status == .ok ? .ok : .serviceUnavailable)
            response.headers[.cacheControl] = "no-store"
            return response
        }
    }

    private static var document: Answer<ByteBuffer> {
        // The media type is not declared, because some clients read YAML and some treat it as text.
        Answer(
            Outcome(status: .ok, about: "The document.", mediaType: "application/yaml", schema: JSONSchema())
        ) { bytes in
            Response(
                status: .ok,
                headers: [.contentType: "application/yaml"],
                body: ResponseBody(byteBuffer: bytes)
            )
        }
    }
}
