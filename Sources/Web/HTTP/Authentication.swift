import HTTPTypes
import Hummingbird
import Municipality
import Services

extension Call {
    /// Identifies the caller and checks whether the route is for them. An author whose code is in the body is
    /// identified later, because the body has not been read yet.
    mutating func authenticate(for access: Access) async throws {
        if let staff = access.staff, let header = request.headers[.authorization] {
            let actor = try await holder(ofTokenIn: header)
            if case .link = actor {
                guard access.admitsLinks else { throw Problem(.forbidden, "a signed link opens its ticket only") }
            } else {
                guard staff.admits(actor) else { throw Problem.forbidden(staff) }
            }
            prove(actor)
        } else if access.author == .request, let code = try self[.appealCode] ?? self[.code] {
            try await proveAuthor(code)
        } else if access.author != .body, !access.isOpen {
            throw Problem.unauthorized
        }
    }

    /// Identifies an author by the code in the body, unless the caller is already identified.
    mutating func authenticate(byCode code: String?) async throws {
        guard actor == .anybody else { return }
        guard let code else { throw Problem.unauthorized }
        try await proveAuthor(code)
    }

    private mutating func proveAuthor(_ code: String) async throws {
        let number = try self[.number]
        prove(.author(number), by: try await services.appeals.code(of: number, parsing: code))
    }

    private func holder(ofTokenIn header: String) async throws -> Actor {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Problem.unauthorized }
        let token = String(parts[1])
        if TicketLinkSeal.isLink(token) { return .link(try link(of: token)) }
        guard let actor = try await services.tokens.authenticate(token) else { throw Problem.unauthorized }
        return actor
    }

    private func link(of token: String) throws -> TicketLink {
        let tickets = try services.tickets
        do {
            return try tickets.link(of: token)
        } catch {
            switch error {
            case .forged: throw Problem.unauthorized("the link is not valid")
            case .expired: throw Problem.unauthorized("the link has expired")
            }
        }
    }
}
