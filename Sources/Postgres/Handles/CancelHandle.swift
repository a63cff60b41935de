import CPostgres

/// Owns one `PGcancel`, independent of the connection it was taken from.
final class CancelHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { PQfreeCancel(pointer) }

    /// Blocks until the server has signalled the backend; `false` when the request did not reach it.
    func send() -> Bool {
        var reason: [CChar] = Array(repeating: 0, count: 256)
        return PQcancel(pointer, &reason, 256) == 1
    }
}
