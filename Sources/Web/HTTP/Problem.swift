import HTTPTypes
import Hummingbird
import Municipality
import NIOCore
import Services

/// The answer to a failed request: `application/problem+json` (RFC 9457). The kinds differ by `status`.
struct Problem: Error {
    let title: String
    let status: Int
    let detail: String?
    /// The wrong fields.
    let errors: [FieldProblem]?
    /// Headers that belong to the status.
    var headers: HTTPFields = [:]

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
            self.init(.notFound, "there is no such \(what)")
        case .forbidden(let why):
            self.init(.forbidden, why)
        case .wrongCode:
            let problem = FieldProblem(field: "code", message: "is not that of this appeal")
            self.init(.forbidden, "\(problem.field) \(problem.message)", errors: [problem])
        case .conflict(let why):
            self.init(.conflict, why)
        case .outOfService(let why):
            self.init(.serviceUnavailable, why)
            headers[.retryAfter] = "60"
        case .unavailable(let seconds):
            self.init(.serviceUnavailable, "the database is not available; nothing was lost, try again")
            headers[.retryAfter] = String(seconds)
        case .takesNoWrites(let seconds):
            self.init(
                .serviceUnavailable,
                "the municipality moves to another database and takes no writes for a moment; nothing was done, try again"
            )
            headers[.retryAfter] = String(seconds)
        }
    }

    /// A parameter of the path or the query that cannot be read.
    static func parameter(_ name: String, _ message: String) -> Problem {
        Problem(.unprocessableContent, "\(name) \(message)", errors: [FieldProblem(field: name, message: message)])
    }

    static var unauthorized: Problem {
        unauthorized("a valid token is required, in the header Authorization: Bearer TOKEN")
    }

    static func unauthorized(_ detail: String) -> Problem {
        var problem = Problem(.unauthorized, detail)
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }

    static func forbidden(_ staff: Access.Staff) -> Problem {
        guard case .with(let permission) = staff else { return Problem(.forbidden) }
        let roles = permission.roles.map(\.rawValue).joined(separator: ", ")
        return Problem(.forbidden, "this needs the permission \(permission.rawValue), held by: \(roles)")
    }

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "this path answers \(list)")
        problem.headers[.allow] = list
        return problem
    }

    func response() -> Response {
        var response = Response.json(self, status: HTTPResponse.Status(code: status))
        response.headers[.contentType] = "application/problem+json"
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Permission {
    /// The roles that hold it.
    var roles: [StaffRole] { StaffRole.allCases.filter { $0.permissions.contains(self) } }
}
