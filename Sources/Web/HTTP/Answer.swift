import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

/// A route's answer on success: how it is described, and how the handler's value is sent.
struct Answer<Value>: Sendable {
    let outcomes: [Outcome]
    let send: @Sendable (Value) throws -> Response

    init(_ outcomes: Outcome..., send: @escaping @Sendable (Value) throws -> Response) {
        self.outcomes = outcomes
        self.send = send
    }
}

/// The description of one status in the document.
struct Outcome: Sendable {
    let status: HTTPResponse.Status
    let about: String
    var mediaType = "application/json"
    /// nil for an answer without a body.
    var schema: JSONSchema?
    var headers: [(name: String, about: String)] = []
    /// The schemas of what is in a stream, which its own schema cannot express.
    var contents: [JSONSchema] = []
}

extension Answer where Value: JSONValue {
    static func ok(_ type: Value.Type, _ about: String) -> Answer {
        Answer(Outcome(status: .ok, about: about, schema: Value.schema)) { .json($0) }
    }

    static func created(_ type: Value.Type, _ about: String) -> Answer {
        Answer(Outcome(status: .created, about: about, schema: Value.schema)) { .json($0, status: .created) }
    }

    /// Status 201 with the URL of the new resource.
    static func created(
        _ type: Value.Type,
        _ about: String,
        at place: (about: String, path: @Sendable (Value) -> String)
    ) -> Answer {
        let path = place.path
        let outcome = Outcome(
            status: .created,
            about: about,
            schema: Value.schema,
            headers: [(name: "Location", about: place.about)]
        )
        return Answer(outcome) { value in
            var response = Response.json(value, status: .created)
            response.headers[.location] = path(value)
            return response
        }
    }
}

extension Answer {
    /// The value, or 204 if it is nil.
    static func ok<Wrapped: JSONValue>(
        _ type: Wrapped.Type,
        _ about: String,
        otherwise nothing: String
    ) -> Answer where Value == Wrapped? {
        Answer(
            Outcome(status: .ok, about: about, schema: Wrapped.schema),
            Outcome(status: .noContent, about: nothing)
        ) { value in
            value.map { .json($0) } ?? Response(status: .noContent)
        }
    }
}

extension Answer where Value == Void {
    static func noContent(_ about: String) -> Answer {
        Answer(Outcome(status: .noContent, about: about)) { Response(status: .noContent) }
    }
}
