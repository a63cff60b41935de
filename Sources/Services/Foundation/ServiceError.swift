/// Why a use case was refused. The boundary (API, CLI) translates it into its own form.
public enum ServiceError: Error, Sendable, Hashable {
    /// The input breaks rules. Every problem that was found is listed.
    case invalid([FieldProblem])
    /// It does not exist, or the caller may not know that it exists.
    case notFound(String)
    /// The caller is known but may not do this.
    case forbidden(String)
    /// The follow-up code is not that of the appeal, which exists.
    case wrongCode
    /// The input is valid, but the present state does not allow it.
    case conflict(String)
    /// The database cannot be reached or is overloaded. Nothing was done. Try again after this number of seconds.
    case unavailable(retryAfterSeconds: Int)
    /// The municipality takes no writes because it moves to another database, or has moved. Nothing was done. If it is still
    /// moving, try again after this number of seconds.
    case takesNoWrites(retryAfterSeconds: Int)
    /// The municipality or the database cannot be used until an administrator repairs it. The message says what is wrong.
    case outOfService(String)

    public static func invalid(_ field: String, _ message: String) -> ServiceError {
        .invalid([FieldProblem(field: field, message: message)])
    }
}

/// What is wrong with one field of the input.
public struct FieldProblem: Sendable, Hashable {
    /// Path in the input, such as `contact.phone`; the column's name if the input is a file.
    public let field: String
    public let message: String

    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
