/// How an appeal came in.
public enum IntakeChannel: String, CaseIterable, Sendable, Codable {
    case web, app, phone, email
    case inPerson = "in_person"
    case post
    /// History of another system, with its own times. None of our clocks start.
    case `import`

    /// The channels that a request may name.
    public static let open: [IntakeChannel] = allCases.filter { $0 != .import }

    /// The channels by which residents submit appeals themselves. In the others somebody else registers them.
    public static let ofResidents: [IntakeChannel] = [.web, .app]
}
