/// What one connection is doing. A pure value: each event returns what to do once the lock is released.
///
/// `idle` → `operating` → `idle`, and from any state to `lost`, which is final. While operating, a step is
/// `awaitingReply` → (`awaitingCancellation` →) idle, or → `copying` ⇄ `awaitingSocket` → `awaitingReply`.
struct SessionState {
    enum Phase {
        case idle
        case operating(id: UInt64, Step)
        case lost(PostgresError)
    }

    enum Step {
        case awaitingReply(SessionContinuation)
        /// The reply is complete, but a cancel request is on its way and could hit a later statement.
        case awaitingCancellation(SessionContinuation)
        case copying
        case awaitingSocket(SessionContinuation)
    }

    enum Cancellation {
        case none, inFlight, delivered
    }

    enum Action {
        case nothing
        case resume(SessionContinuation)

        func perform() {
            if case .resume(let continuation) = self { continuation.resume() }
        }
    }

    private(set) var phase = Phase.idle
    private var cancellation = Cancellation.none
    private var collector = ReplyCollector()
    /// The answer to an operation whose task has not yet fetched it.
    private var reply: (id: UInt64, Reply)?

    /// Why an operation cannot begin now, or `nil` when it can.
    var refusal: PostgresError? {
        switch phase {
        case .idle where reply == nil: nil
        case .idle, .operating: PostgresError(.misuse, "another statement is running on this connection")
        case .lost(let error): error
        }
    }

    var isAwaitingReply: Bool {
        if case .operating(_, .awaitingReply) = phase { true } else { false }
    }

    func isOperating(_ id: UInt64) -> Bool {
        if case .operating(id, _) = phase { true } else { false }
    }

    func isCopying(_ id: UInt64) -> Bool {
        if case .operating(id, .copying) = phase { true } else { false }
    }

    /// Begins an operation, or the last exchange of the COPY with the same id.
    mutating func begin(_ id: UInt64, _ continuation: SessionContinuation) {
        if !isOperating(id) { cancellation = .none }
        phase = .operating(id: id, .awaitingReply(continuation))
    }

    /// Records which answer to expect.
    mutating func collect(_ collector: ReplyCollector) {
        self.collector = collector
    }

    /// Takes the next result; an action other than `nothing` or a changed phase ends the reading.
    mutating func receive(_ result: ResultHandle?) -> Action {
        guard case .operating(let id, .awaitingReply(let continuation)) = phase, collector.receive(result) else {
            return .nothing
        }
        reply = (id, .results(collector.results, cancelRequested: cancellation != .none))
        let startedCopy = collector.startedCopy
        collector = ReplyCollector()
        if startedCopy {
            phase = .operating(id: id, .copying)
        } else if cancellation == .inFlight {
            phase = .operating(id: id, .awaitingCancellation(continuation))
            return .nothing
        } else {
            phase = .idle
        }
        return .resume(continuation)
    }

    /// Why the task of operation `id` was resumed.
    mutating func takeReply(_ id: UInt64) -> Reply {
        if let (answered, reply) = reply, answered == id {
            self.reply = nil
            return reply
        }
        return .failed(refusal ?? PostgresError(.connection, "no answer"))
    }

    /// The task of operation `id` was cancelled; `true` when a cancel request is to be sent.
    mutating func cancel(_ id: UInt64) -> Bool {
        guard isOperating(id), cancellation == .none else { return false }
        cancellation = .inFlight
        return true
    }

    mutating func cancelDelivered(_ id: UInt64) -> Action {
        guard isOperating(id) else { return .nothing }
        cancellation = .delivered
        guard case .operating(_, .awaitingCancellation(let continuation)) = phase else { return .nothing }
        phase = .idle
        return .resume(continuation)
    }

    mutating func awaitSocket(_ id: UInt64, _ continuation: SessionContinuation) -> Bool {
        guard case .operating(id, .copying) = phase else { return false }
        phase = .operating(id: id, .awaitingSocket(continuation))
        return true
    }

    mutating func socketReady() -> Action {
        guard case .operating(let id, .awaitingSocket(let continuation)) = phase else { return .nothing }
        phase = .operating(id: id, .copying)
        return .resume(continuation)
    }

    /// The connection is spent. An error that the server sent is reported in preference to libpq's.
    mutating func lose(_ error: PostgresError) -> Action {
        let error = collector.results.first { $0.status == .error }.map(PostgresError.init(result:)) ?? error
        defer { collector = ReplyCollector() }
        switch phase {
        case .lost:
            return .nothing
        case .idle, .operating(_, .copying):
            phase = .lost(error)
            return .nothing
        case .operating(_, .awaitingReply(let continuation)), .operating(_, .awaitingCancellation(let continuation)),
            .operating(_, .awaitingSocket(let continuation)):
            phase = .lost(error)
            return .resume(continuation)
        }
    }
}
