import CPostgres

/// Owns one `PGresult`. Libpq never changes a result once it has handed it out, so reading it from
/// any thread is safe.
final class ResultHandle: @unchecked Sendable {
    enum Status {
        case command, rows, copyIn, copyOut, error, aborted, sync
    }

    enum ErrorField: UnicodeScalar {
        case severity = "V"
        case sqlState = "C"
        case message = "M"
        case detail = "D"
        case hint = "H"
        case schema = "s"
        case table = "t"
        case column = "c"
        case constraint = "n"
    }

    private let pointer: OpaquePointer
    let status: Status
    let rowCount: Int
    let columnCount: Int

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
        rowCount = Int(PQntuples(pointer))
        columnCount = Int(PQnfields(pointer))
        status =
            switch PQresultStatus(pointer) {
            case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: .rows
            case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .command
            case PGRES_COPY_IN: .copyIn
            case PGRES_COPY_OUT, PGRES_COPY_BOTH: .copyOut
            case PGRES_PIPELINE_SYNC: .sync
            case PGRES_PIPELINE_ABORTED: .aborted
            default: .error
            }
    }

    deinit { PQclear(pointer) }

    /// The value's bytes, valid while this object lives; `nil` for NULL.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        guard PQgetisnull(pointer, row, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(pointer, row, column),
            count: Int(PQgetlength(pointer, row, column))
        )
    }

    func cell(row: Int, column: Int) -> PostgresCell {
        PostgresCell(owner: self, type: columnType(column), bytes: bytes(row: row, column: column))
    }

    /// An error in reading a column, with its name.
    func located(_ error: PostgresError, column: Int) -> PostgresError {
        PostgresError(error.code, "column \(column + 1) (\(columnName(column) ?? "")): \(error.message)")
    }

    func columnType(_ column: Int) -> PostgresType {
        PostgresType(rawValue: PQftype(pointer, Int32(truncatingIfNeeded: column)))
    }

    func columnName(_ column: Int) -> String? {
        PQfname(pointer, Int32(truncatingIfNeeded: column)).map { String(cString: $0) }
    }

    func columnIndex(named name: String) -> Int? {
        (0..<columnCount).first { columnName($0) == name }
    }

    /// Rows inserted, updated, deleted, selected or copied, from the command tag; 0 for other commands.
    var affected: Int {
        guard let text = PQcmdTuples(pointer) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    func errorField(_ field: ErrorField) -> String? {
        PQresultErrorField(pointer, Int32(bitPattern: field.rawValue.value)).map { String(cString: $0) }
    }

    var errorMessage: String {
        PQresultErrorMessage(pointer).map { Trimming.lines(String(cString: $0)) } ?? ""
    }
}
