import CPostgres

/// Owns one `PGconn`. Not thread-safe by itself: lives inside a `Locked`.
struct ConnectionHandle: ~Copyable, @unchecked Sendable {
    enum Flush {
        case done, wouldBlock, failed
    }

    enum TransactionStatus {
        case idle, active, inTransaction, inError, unknown
    }

    let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { PQfinish(pointer) }

    /// Connects; blocks for name resolution, TLS and authentication.
    static func connect(_ configuration: PostgresConfiguration) throws(PostgresError) -> ConnectionHandle {
        let opened = CStringArray.with(configuration.connectionParameters) { keywords, values in
            PQconnectdbParams(keywords, values, 1)
        }
        guard let opened else { throw PostgresError(.connection, "out of memory") }
        let handle = ConnectionHandle(owning: opened)
        guard PQstatus(opened) == CONNECTION_OK else {
            throw PostgresError(.connection, handle.errorMessage)
        }
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        try handle.apply(configuration.sessionSettings)
        guard PQsetnonblocking(opened, 1) == 0 else {
            throw PostgresError(.connection, handle.errorMessage)
        }
        return handle
    }

    /// Sets run-time parameters for the session; blocks, so only while connecting.
    private func apply(_ settings: [PostgresConfiguration.Setting]) throws(PostgresError) {
        for setting in settings {
            let result = CStringArray.with([setting.name, setting.value]) { values in
                PQexecParams(pointer, "SELECT set_config($1, $2, false)", 2, nil, values, nil, nil, 1)
            }
            guard let result else { throw PostgresError(.connection, errorMessage) }
            let answer = ResultHandle(owning: result)
            guard answer.status == .rows else { throw PostgresError(result: answer) }
        }
    }

    var descriptor: Int32 { PQsocket(pointer) }

    var backendProcessID: Int32 { PQbackendPID(pointer) }

    var isBad: Bool { PQstatus(pointer) == CONNECTION_BAD }

    var errorMessage: String {
        let message = PQerrorMessage(pointer).map { Trimming.lines(String(cString: $0)) } ?? ""
        return message.isEmpty ? "connection lost" : message
    }

    var transactionStatus: TransactionStatus {
        switch PQtransactionStatus(pointer) {
        case PQTRANS_IDLE: .idle
        case PQTRANS_ACTIVE: .active
        case PQTRANS_INTRANS: .inTransaction
        case PQTRANS_INERROR: .inError
        default: .unknown
        }
    }

    func takeCancelHandle() -> CancelHandle? {
        guard let cancel = PQgetCancel(pointer) else { return nil }
        return CancelHandle(owning: cancel)
    }
}
