/// The life of a worker as others can see it: an advisory lock held by its listening connection.
///
/// Each connection makes a new session. When one is lost, whoever notices gives back what it held, and what the worker
/// still finishes under its name is refused.
struct WorkerSession: Hashable, Sendable {
    /// Key of the lock, and `jobs.worker_id`.
    let id: Int64

    static func new() -> WorkerSession {
        WorkerSession(id: Int64.random(in: 1...Int64.max))
    }
}
