import Municipality

/// Who may call a route. The router checks it before the route's handler runs; use cases check permissions again.
struct Access: Sendable {
    /// Where the follow-up code of an appeal's author is.
    enum CodePlace: Sendable {
        /// In the header or the query.
        case request
        /// In the member `code` of the body.
        case body
    }

    enum Staff: Sendable {
        case any
        case with(Permission)

        func admits(_ actor: Actor) -> Bool {
            switch self {
            case .any: actor.isStaff
            case .with(let permission): actor.may(permission)
            }
        }
    }

    /// Whether the caller need not authenticate.
    private(set) var isOpen = false
    private(set) var author: CodePlace?
    private(set) var staff: Staff?
    /// Whether the bearer of a signed link is let in.
    private(set) var admitsLinks = false

    /// Open to everybody; tokens are ignored.
    static let anybody = Access(isOpen: true)

    /// For the author of the appeal whose number is in the path.
    static func author(codeIn place: CodePlace) -> Access { Access(author: place) }

    static func staff(_ permission: Permission) -> Access { Access(staff: .with(permission)) }

    static let anyStaff = Access(staff: .any)

    /// For the bearer of a signed link of the ticket whose id is in the path.
    static let link = Access(admitsLinks: true)

    /// Allows callers that either of the two allows.
    func or(_ other: Access) -> Access {
        Access(
            isOpen: isOpen || other.isOpen,
            author: author ?? other.author,
            staff: staff ?? other.staff,
            admitsLinks: admitsLinks || other.admitsLinks
        )
    }
}
