import HTTPTypes
import JSONText

/// A problem that a route can answer with, as a document describes it.
enum Refusal: String, CaseIterable, Sendable {
    case malformed = "Malformed"
    case unauthorised = "Unauthorised"
    case forbidden = "Forbidden"
    case notFound = "NotFound"
    case conflict = "Conflict"
    case tooLarge = "TooLarge"
    case notJSON = "NotJSON"
    case invalid = "Invalid"
    case unavailable = "Unavailable"

    var component: String { rawValue }

    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .unauthorised: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .notJSON: .unsupportedMediaType
        case .invalid: .unprocessableContent
        case .unavailable: .serviceUnavailable
        }
    }

    private var about: String {
        switch self {
        case .malformed: "The body is not JSON, or not UTF-8."
        case .unauthorised: "There is no valid token."
        case .forbidden: "The caller lacks the permission, or the follow-up code is not that of the appeal."
        case .notFound: "It does not exist, or the caller may not know that it exists."
        case .conflict: "The present state does not allow this."
        case .tooLarge: "The body is larger than 64 KiB."
        case .notJSON: "The body has another media type."
        case .invalid: "Some fields or parameters are wrong; each is listed."
        case .unavailable: "The database is not available. Nothing was lost; try again."
        }
    }

    func description(schema: JSONTree) -> JSONTree {
        var members: [(name: String, value: JSONTree)] = [("description", .string(about))]
        switch self {
        case .unauthorised: members.append(("headers", .headers([("WWW-Authenticate", "The authentication scheme.")])))
        case .unavailable: members.append(("headers", .headers([("Retry-After", "Seconds to wait.")])))
        default: break
        }
        members.append(("content", .object([("application/problem+json", .object([("schema", schema)]))])))
        return .object(members)
    }
}

extension JSONTree {
    static func headers(_ headers: [(name: String, about: String)]) -> JSONTree {
        .object(
            headers.map { header in
                (
                    header.name,
                    .object([("description", .string(header.about)), ("schema", .schema(.string))])
                )
            }
        )
    }
}
