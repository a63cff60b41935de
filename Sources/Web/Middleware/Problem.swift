import HTTPTypes
import Hummingbird
import NIOCore
import Services

/// What is told of a request that failed: `application/problem+json` (RFC 9457).
struct Problem: Error, Encodable {
    /// The kinds are told apart by `status`.
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String?
    /// The fields that are wrong.
    let errors: [FieldProblem]?
    /// Headers that belong to the status.
    var headers: HTTPFields = [:]

    enum CodingKeys: String, CodingKey {
        case type, title, status, detail, errors
    }

    init(_ status: HTTPResponse.Status, _ detail: String? = nil, errors: [FieldProblem]? = nil) {
        title = status.reasonPhrase
        self.status = status.code
        self.detail = detail
        self.errors = errors
    }

    init(_ error: ServiceError) {
        switch error {
        case .invalid(let problems):
            self.init(.unprocessableContent, problems.first.map { "\($0.field) \($0.message)" }, errors: problems)
        case .notFound(let what):
            self.init(.notFound, "no such \(what)")
        case .forbidden(let why):
            self.init(.forbidden, why)
        case .conflict(let why):
            self.init(.conflict, why)
        case .unavailable(let seconds):
            self.init(.serviceUnavailable, "the database is not to be had right now; nothing was lost, try again")
            headers[.retryAfter] = String(seconds)
        }
    }

    /// A parameter of the path or the query that cannot be read.
    static func parameter(_ name: String, _ message: String) -> Problem {
        Problem(.unprocessableContent, "\(name) \(message)", errors: [FieldProblem(field: name, message: message)])
    }

    static var unauthorized: Problem {
        var problem = Problem(.unauthorized, "this needs the header Authorization: Bearer TOKEN with a valid token")
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "this path takes \(list)")
        problem.headers[.allow] = list
        return problem
    }

    func response() throws -> Response {
        var response = try JSON.response(self, status: HTTPResponse.Status(code: status))
        response.headers[.contentType] = "application/problem+json"
        response.headers.append(contentsOf: headers)
        return response
    }
}
