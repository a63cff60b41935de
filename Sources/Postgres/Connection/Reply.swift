/// How an exchange with the server ended.
enum Reply: Sendable {
    /// The server answered, perhaps with errors among the results.
    case results([ResultHandle], cancelRequested: Bool)
    /// The task was cancelled before anything was sent.
    case cancelled
    case failed(PostgresError)
}

typealias SessionContinuation = UnsafeContinuation<Void, Never>
