import CPostgres
import Glibc
import Locking

/// The one thread that waits for all sockets. Tasks send; the reactor receives and resumes them.
final class Reactor: Sendable {
    static let shared = Reactor()

    private let descriptor: Int32
    private let sessions = Locked<[UInt64: Session]>([:])

    private init() {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        self.descriptor = descriptor
        if descriptor >= 0 {
            BlockingThread.start { self.run() }
        }
    }

    /// From now on the reactor keeps `session` alive, until `remove`.
    func add(_ session: Session) throws(PostgresError) {
        sessions.withLock { $0[session.id] = session }
        guard control(EPOLL_CTL_ADD, session, .reading) else {
            let reason = String(cString: strerror(errno))
            sessions.withLock { $0[session.id] = nil }
            throw PostgresError(.connection, "cannot watch the socket: \(reason)")
        }
    }

    func update(_ session: Session, _ interest: Interest) {
        _ = control(EPOLL_CTL_MOD, session, interest)
    }

    /// Called before the connection is finished, which closes the descriptor. The session lives at least until this
    /// call.
    func remove(_ session: Session) {
        let removed = sessions.withLock { $0.removeValue(forKey: session.id) }
        guard removed != nil else { return }
        _ = control(EPOLL_CTL_DEL, session, .nothing)
    }

    private func control(_ operation: Int32, _ session: Session, _ interest: Interest) -> Bool {
        var event = epoll_event(events: interest.events, data: epoll_data_t(u64: session.id))
        return epoll_ctl(descriptor, operation, session.socket, &event) == 0
    }

    private func run() {
        let capacity = 64
        var events = Array(repeating: epoll_event(), count: capacity)
        while true {
            let count = epoll_wait(descriptor, &events, Int32(capacity), -1)
            guard count > 0 else { continue }  // interrupted by a signal
            for event in events.prefix(Int(count)) {
                let session = sessions.withLock { $0[event.data.u64] }
                session?.socketReady()
            }
        }
    }
}
