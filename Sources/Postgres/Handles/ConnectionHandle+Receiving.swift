import CPostgres

extension ConnectionHandle {
    /// Reads what the socket holds; `false` means that the connection is lost.
    func consumeInput() -> Bool { PQconsumeInput(pointer) == 1 }

    /// `true` when `nextResult` would block.
    var isBusy: Bool { PQisBusy(pointer) == 1 }

    func nextResult() -> ResultHandle? {
        PQgetResult(pointer).map(ResultHandle.init(owning:))
    }

    func nextNotification() -> PostgresNotification? {
        guard let notification = PQnotifies(pointer) else { return nil }
        defer { PQfreemem(notification) }
        return PostgresNotification(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra)
        )
    }
}
