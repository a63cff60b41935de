import Foundation
import HTTPTypes
import Hummingbird
import Municipality
import NIOCore
import Services

/// A request while a route processes it.
struct Call: Sendable {
    let request: Request
    let server: ServerServices
    /// nil on routes that do not belong to a town.
    private let ofTown: TownServices?
    /// The authenticated caller.
    private(set) var actor = Actor.anybody
    /// The follow-up code with which the author was identified.
    private(set) var code: FollowUpCode?
    /// The bytes of the body, if the route has one.
    var content = ByteBuffer()
    private let pathParameters: Parameters
    private let declared: [ParameterDeclaration]

    init(
        _ request: Request,
        _ parameters: Parameters,
        declared: [ParameterDeclaration],
        server: ServerServices,
        services: TownServices?
    ) {
        self.request = request
        self.server = server
        ofTown = services
        self.declared = declared
        pathParameters = parameters
    }

    /// The use cases of the request's town.
    var services: TownServices {
        get throws {
            guard let ofTown else { throw RouteOfNoTown() }
            return ofTown
        }
    }

    /// The code of the author, on routes that only authors may call.
    var authorCode: FollowUpCode {
        get throws {
            guard let code else { throw Problem.unauthorized }
            return code
        }
    }

    mutating func prove(_ actor: Actor, by code: FollowUpCode? = nil) {
        self.actor = actor
        self.code = code
    }

    /// The value of a parameter that the route declares. Throws a ``Problem`` with the parameter's name if it cannot be
    /// read.
    subscript<Value>(_ parameter: Parameter<Value>) -> Value {
        get throws {
            let declaration = parameter.declaration
            guard declared.contains(where: { $0.component == declaration.component }) else {
                throw UndeclaredParameter(name: declaration.name)
            }
            return try parameter.parse(try text(of: declaration))
        }
    }

    private func text(of declaration: ParameterDeclaration) throws -> String? {
        switch declaration.place {
        case .path: try pathText(declaration.name)
        case .query: try queryText(declaration.name)
        case .header: HTTPField.Name(declaration.name).flatMap { request.headers[$0] }
        }
    }

    private func pathText(_ name: String) throws -> String {
        guard let value = pathParameters.get(name).flatMap({ Self.unescaped($0[...]) }) else {
            throw Problem.parameter(name, "is not UTF-8 text without NUL characters")
        }
        return value
    }

    private func queryText(_ name: String) throws -> String? {
        let pairs = request.uri.query?.split(separator: "&") ?? []
        guard let pair = pairs.first(where: { $0.prefix { $0 != "=" } == name }) else { return nil }
        guard let value = Self.unescaped(pair.dropFirst(name.count + 1)) else {
            throw Problem.parameter(name, "is not UTF-8 text without NUL characters")
        }
        guard value.utf8.count <= 1_000 else { throw Problem.parameter(name, "is longer than 1000 bytes") }
        return value
    }

    /// nil unless it is UTF-8 without NUL characters.
    private static func unescaped(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text.utf8.contains(0) ? nil : String(text) }
        return text.removingPercentEncoding.flatMap { $0.utf8.contains(0) ? nil : $0 }
    }
}

/// A handler uses a town's services on a route that does not belong to a town.
struct RouteOfNoTown: Error {}

/// A handler reads a parameter that its route does not declare, so that it would be missing from the document.
struct UndeclaredParameter: Error {
    let name: String
}
