import HTTPTypes
import Hummingbird
import JSONText
import Municipality

/// One operation of the API, declared once: the router serves it and the OpenAPI document describes it.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// As in OpenAPI: `/v1/appeals/{number}`.
    let path: String
    let operation: Operation
    let access: Access
    /// Parameters of the path, then of the query and the headers.
    let parameters: [ParameterDeclaration]
    /// nil for a route that takes none.
    let body: BodyDescription?
    let outcomes: [Outcome]
    /// Whether the present state can forbid the operation.
    let conflicts: Bool
    /// False for operations on the server itself, which do not depend on the host name.
    let isOfTown: Bool
    private let perform: @Sendable (Call) async throws -> Response

    struct BodyDescription: Sendable {
        let schema: JSONSchema
        let isFromAuthors: Bool
    }

    /// A route with a body.
    /// - Parameter handle: runs after the caller was authorised and the body was read.
    init<each Value, Content, Result>(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        _ operation: Operation,
        access: Access,
        parameters: repeat Parameter<each Value>,
        body: Body<Content>,
        answer: Answer<Result>,
        conflicts: Bool = false,
        handle: @escaping @Sendable (Call, Content) async throws -> Result
    ) {
        self.init(
            method,
            path,
            operation,
            access: access,
            parameters: Self.declarations(repeat each parameters),
            body: BodyDescription(schema: body.schema, isFromAuthors: body.isFromAuthors),
            outcomes: answer.outcomes,
            conflicts: conflicts
        ) { call in
            var call = call
            if body.isFromAuthors, call.actor.isStaff {
                return try answer.send(try await handle(call, body.blank()))
            }
            call.content = try await call.bytes()
            let content = try BodyDecoding.decode(body, from: call.content)
            if access.author == .body { try await call.authenticate(byCode: body.code?(content)) }
            return try answer.send(try await handle(call, content))
        }
    }

    /// A route without a body.
    init<each Value, Result>(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        _ operation: Operation,
        access: Access,
        parameters: repeat Parameter<each Value>,
        answer: Answer<Result>,
        conflicts: Bool = false,
        isOfTown: Bool = true,
        handle: @escaping @Sendable (Call) async throws -> Result
    ) {
        self.init(
            method,
            path,
            operation,
            access: access,
            parameters: Self.declarations(repeat each parameters),
            body: nil,
            outcomes: answer.outcomes,
            conflicts: conflicts,
            isOfTown: isOfTown
        ) { call in try answer.send(try await handle(call)) }
    }

    private init(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        _ operation: Operation,
        access: Access,
        parameters: [ParameterDeclaration],
        body: BodyDescription?,
        outcomes: [Outcome],
        conflicts: Bool,
        isOfTown: Bool = true,
        perform: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path.template
        self.operation = operation
        self.access = access
        self.parameters =
            path.parameters + parameters
            + (access.author == .request
                ? [Parameter.code.declaration, Parameter.appealCode.declaration] : [])
        self.body = body
        self.outcomes = outcomes
        self.conflicts = conflicts
        self.isOfTown = isOfTown
        self.perform = perform
    }

    private static func declarations<each Value>(
        _ parameters: repeat Parameter<each Value>
    ) -> [ParameterDeclaration] {
        var declarations: [ParameterDeclaration] = []
        for parameter in repeat each parameters { declarations.append(parameter.declaration) }
        return declarations
    }

    /// Answers a request. The order is: find the town, authenticate and authorise the caller, read the body, run the
    /// operation.
    func respond(to request: Request, _ parameters: Parameters, server: ServerServices) async throws -> Response {
        let services = isOfTown ? try await server.town(of: request) : nil
        var call = Call(request, parameters, declared: self.parameters, server: server, services: services)
        if isOfTown { try await call.authenticate(for: access) }
        return try await perform(call)
    }
}

/// Collects a list of routes, one per expression.
@resultBuilder
enum Routes {
    static func buildExpression(_ route: Route) -> Route { route }

    static func buildBlock(_ routes: Route...) -> [Route] { routes }
}
