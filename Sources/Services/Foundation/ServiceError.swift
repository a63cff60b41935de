/// Why a use case was refused. The boundary (API, CLI) turns it into its own words.
public enum ServiceError: Error, Sendable, Hashable {
    /// The input breaks rules; every problem found is named.
    case invalid([FieldProblem])
    /// There is no such thing, or the caller may not know that there is.
    case notFound(String)
    /// The caller is known but may not do this.
    case forbidden(String)
    /// The input is fine but the thing's present state does not allow it.
    case conflict(String)
    /// The database cannot be reached or is overloaded; nothing was done. Try again after so many seconds.
    case unavailable(retryAfterSeconds: Int)
    /// The municipality cannot be served until somebody mends it; others can.
    case outOfService(String)

    public static func invalid(_ field: String, _ message: String) -> ServiceError {
        .invalid([FieldProblem(field: field, message: message)])
    }
}

/// What is wrong with one field of the input.
public struct FieldProblem: Sendable, Hashable {
    /// Path in the input, as `contact.phone`; a column name for a file.
    public let field: String
    public let message: String

    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
