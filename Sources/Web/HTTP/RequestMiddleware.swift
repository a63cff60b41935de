import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Services

/// Wraps every request: an id, one log event, and errors answered as problems. No personal data is logged: no query, no
/// token, no body.
struct RequestMiddleware<Context: RequestContext>: RouterMiddleware {
    let logger: Logger
    /// The methods that a path answers.
    let methods: @Sendable (String) -> [HTTPRequest.Method]
    let ids = RequestIDs()

    func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let id =
            request.headers[.requestID].flatMap(Self.acceptable) ?? ids.next()
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = problem(of: error, on: request, id: id).response()
            if request.method == .head { response = response.createHeadResponse() }
        }
        response.headers[.requestID] = id
        logger.debug(
            "request",
            metadata: [
                "id": "\(id)", "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ]
        )
        return response
    }

    private func problem(of error: any Error, on request: Request, id: String) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as ServiceError:
            if case .unavailable = error { logger.warning("unavailable", metadata: ["id": "\(id)"]) }
            return Problem(error)
        case let error as HTTPError:
            // The router reports a path as not found when it does not have the method.
            let allowed = error.status == .notFound ? methods(request.uri.path) : []
            return allowed.isEmpty ? Problem(error.status, error.body) : .methodNotAllowed(allowed)
        default:
            logger.error("request failed", metadata: ["id": "\(id)", "error": "\(error)"])
            return Problem(.internalServerError, "the server failed; the log has the cause under \(id)")
        }
    }

    /// A client's own id, if it is short and plain.
    private static func acceptable(_ id: String) -> String? {
        (1...64).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? id : nil
    }
}
