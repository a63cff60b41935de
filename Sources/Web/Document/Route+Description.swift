import HTTPTypes
import JSONText
import Municipality

extension Route {
    /// The operation in the document. Security, parameters and refusals follow from the declaration.
    func description(_ components: inout DocumentComponents) throws -> JSONTree {
        var members: [(name: String, value: JSONTree)] = [
            ("operationId", .string(operation.id)),
            ("tags", .list([.string(operation.tag.rawValue)])),
            ("summary", .string(operation.summary)),
        ]
        if let who = access.description { members.append(("description", .string(who))) }
        if let security = access.security { members.append(("security", security)) }
        if !parameters.isEmpty {
            members.append(("parameters", .list(try parameters.map { try components.reference($0) })))
        }
        if let body { members.append(("requestBody", body.description)) }
        var answers = outcomes.map { (status: $0.status, value: $0.description) }
        answers += refusals.map { ($0.status, components.reference($0)) }
        answers.sort { $0.status.code < $1.status.code }
        for schema in outcomes.flatMap(\.contents) { _ = try components.resolve(.schema(schema)) }
        members.append(("responses", .object(answers.map { (String($0.status.code), $0.value) })))
        return .object(members)
    }

    /// The problems that can occur before and in the operation.
    var refusals: [Refusal] {
        var refusals: [Refusal] = []
        if body != nil { refusals += [.malformed, .tooLarge, .notJSON, .invalid] }
        if !parameters.isEmpty, body == nil { refusals.append(.invalid) }
        if access.staff != nil { refusals.append(.unauthorised) }
        if access.staff != nil || access.author != nil { refusals.append(.forbidden) }
        if parameters.contains(where: { $0.place == .path }) { refusals.append(.notFound) }
        if conflicts { refusals.append(.conflict) }
        if outcomes.allSatisfy({ $0.status != .serviceUnavailable }), usesDatabase { refusals.append(.unavailable) }
        return refusals
    }

    private var usesDatabase: Bool { path.hasPrefix("/v1/") }
}

extension Route.BodyDescription {
    fileprivate var description: JSONTree {
        let content = JSONTree.object([("application/json", .object([("schema", .schema(schema))]))])
        return isFromAuthors
            ? .object([("description", .string("Required from the author.")), ("content", content)])
            : .object([("required", .bool(true)), ("content", content)])
    }
}

extension Outcome {
    fileprivate var description: JSONTree {
        var members: [(name: String, value: JSONTree)] = [("description", .string(about))]
        if !headers.isEmpty { members.append(("headers", .headers(headers))) }
        if let schema {
            members.append(("content", .object([(mediaType, .object([("schema", .schema(schema))]))])))
        }
        return .object(members)
    }
}

extension Access {
    /// nil if the route is open to everybody and the same for all.
    fileprivate var description: String? {
        var callers: [String] = []
        if isOpen, author != nil || staff != nil { callers.append("anybody") }
        if author != nil { callers.append("the author, with the follow-up code") }
        switch staff {
        case .with(let permission)?:
            let roles = permission.roles.map(\.rawValue).joined(separator: ", ")
            callers.append("staff with the permission `\(permission.rawValue)` (\(roles))")
        case .any?: callers.append("staff")
        case nil: break
        }
        if admitsLinks { callers.append("the bearer of a signed link of this ticket") }
        return callers.isEmpty ? nil : "For " + callers.joined(separator: "; for ") + "."
    }

    fileprivate var security: JSONTree? {
        guard staff != nil else { return nil }
        let bearer = JSONTree.object([("bearer", .list([]))])
        return .list(isOpen || author != nil ? [.object([]), bearer] : [bearer])
    }
}
