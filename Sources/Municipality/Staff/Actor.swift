/// Who acts. Every use case has an actor, and every event stores its ``kind`` and ``id``.
public enum Actor: Sendable, Hashable {
    /// An unknown person.
    case anybody
    /// The author of an appeal, authenticated by its follow-up code.
    case author(AppealNumber)
    /// A member of staff, authenticated by a token.
    case staff(StaffMember)
    /// The administrator on the machine itself, with the system's user name.
    case commandLine(user: String)
    /// The server's own jobs.
    case worker
    /// Another system, authenticated by its own token, with the permissions that the administrator gave it.
    case integration(Integration)
    /// The bearer of a signed link, which is for one ticket.
    case link(TicketLink)
    /// A message that arrived by e-mail. Its author is not authenticated. The Message-ID is valid by RFC 5322.
    case inboundMail(messageID: String)

    /// Another system that acts through the API. It belongs to no organisation.
    public struct Integration: Sendable, Hashable {
        public let id: IntegrationID
        public let code: String
        public let name: String
        public let permissions: Set<Permission>

        /// - Parameter permissions: those that cannot be given to an integration are ignored, and those without their
        ///   ``Permission/prerequisite``.
        public init(id: IntegrationID, code: String, name: String, permissions: Set<Permission>) {
            self.id = id
            self.code = code
            self.name = name
            let givable = permissions.filter(\.isGivable)
            self.permissions = givable.filter { $0.prerequisite.map(givable.contains) ?? true }
        }
    }

    /// How events name the kinds of actors.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case anybody, author, staff
        case commandLine = "command_line"
        case worker, integration
        case signedLink = "signed_link"
        case inboundMail = "inbound_mail"
    }

    public var kind: Kind {
        switch self {
        case .anybody: .anybody
        case .author: .author
        case .staff: .staff
        case .commandLine: .commandLine
        case .worker: .worker
        case .integration: .integration
        case .link: .signedLink
        case .inboundMail: .inboundMail
        }
    }

    /// Identifies the actor within its kind: the appeal's number in digits, the user's id, the system's user name, the
    /// integration's id, the link's ticket and organisation, or the Message-ID.
    public var id: String {
        switch self {
        case .anybody, .worker: ""
        case .author(let number): number.digits
        case .staff(let member): String(member.id.rawValue)
        case .commandLine(let user): user
        case .integration(let integration): String(integration.id.rawValue)
        case .link(let link): "\(link.ticket.rawValue)/\(link.organisation.rawValue)"
        case .inboundMail(let messageID): messageID
        }
    }

    public var permissions: Set<Permission> {
        switch self {
        case .anybody, .author: []
        case .staff(let member): member.role.permissions
        case .commandLine, .worker: Set(Permission.allCases)
        case .integration(let integration): integration.permissions
        // Limited to one ticket and to ``TicketLink/steps``.
        case .link: [.readQueues, .workTickets]
        case .inboundMail: [.registerCalls]
        }
    }

    public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// The organisation to whose work the actor is limited; nil if it is not limited.
    public var organisation: StaffMember.StaffOrganisation? {
        guard case .staff(let member) = self else { return nil }
        return member.organisation
    }

    /// Present for members of staff.
    public var userID: UserID? {
        guard case .staff(let member) = self else { return nil }
        return member.id
    }

    /// Whether the actor works for the town, and so may read what residents may not.
    public var isStaff: Bool {
        switch self {
        case .anybody, .author, .link, .inboundMail: false
        case .staff, .commandLine, .worker, .integration: true
        }
    }

    /// The only channel by which the actor submits appeals; nil when it may choose.
    public var onlyChannel: IntakeChannel? {
        guard case .inboundMail = self else { return nil }
        return .email
    }
}
