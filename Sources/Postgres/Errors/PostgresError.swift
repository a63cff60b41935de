/// Everything this module throws besides `CancellationError`.
///
/// `description` never holds a parameter value: the server's DETAIL, which often quotes row values,
/// is kept in `detail` only, and quoted input is cut out of `message`.
public struct PostgresError: Error, Sendable {
    public let code: Code
    public let message: String
    /// The server's code, if the server reported the error.
    public let sqlState: SQLState?
    /// `true` when the server announced the end of the connection (FATAL or PANIC).
    let endsConnection: Bool
    public let schema: String?
    public let table: String?
    public let column: String?
    public let constraint: String?
    /// May quote row values: not for logs.
    public let detail: String?
    public let hint: String?

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        sqlState = nil
        endsConnection = false
        schema = nil
        table = nil
        column = nil
        constraint = nil
        detail = nil
        hint = nil
    }

    init(result: ResultHandle) {
        let state = result.errorField(.sqlState).map(SQLState.init(rawValue:))
        let severity = result.errorField(.severity)
        let primary = result.errorField(.message) ?? result.errorMessage
        code = state == nil ? .connection : .server
        message = state?.category == "22" ? Redaction.withoutQuotedInput(primary) : primary
        sqlState = state
        endsConnection = severity == "FATAL" || severity == "PANIC"
        schema = result.errorField(.schema)
        table = result.errorField(.table)
        column = result.errorField(.column)
        constraint = result.errorField(.constraint)
        detail = result.errorField(.detail)
        hint = result.errorField(.hint)
    }

    /// The connection is gone; whether the statement took effect is unknown.
    public var isConnectionLoss: Bool {
        if endsConnection || code == .connection { return true }
        guard let sqlState else { return false }
        return sqlState.category == "08" || sqlState == .adminShutdown || sqlState == .crashShutdown
            || sqlState == .cannotConnectNow
    }

    /// Whether the same transaction may succeed when it is run again from its beginning.
    public var isRetryable: Bool {
        sqlState == .serializationFailure || sqlState == .deadlockDetected
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        var text = sqlState.map { "\($0): \(message)" } ?? "\(code): \(message)"
        if let constraint { text += " [constraint \(constraint)]" }
        if let hint { text += " (\(hint))" }
        return text
    }
}
