public import Services

extension ServiceError: CustomStringConvertible {
    /// The message on the command line.
    public var description: String {
        switch self {
        case .invalid(let problems):
            problems.map { "\($0.field) \($0.message)" }.joined(separator: "\n")
        case .notFound(let what): "there is no \(what)"
        case .forbidden(let why): why
        case .wrongCode: "the follow-up code is not that of this appeal"
        case .conflict(let why): why
        case .outOfService(let why): why
        case .unavailable:
            "the database cannot be reached"
        case .takesNoWrites:
            """
            nothing was done: the town moves to another database or has moved, and takes no writes here; see \
            `zemstvo town list`
            """
        }
    }
}
