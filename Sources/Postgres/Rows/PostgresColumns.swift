/// The columns of one row, read one after another.
///
/// The only way in which rows are read: by position, each value as the requested type. ``end()`` checks that no column
/// is left.
public struct PostgresColumns: Sendable {
    private let result: ResultHandle
    private let row: Int
    private var index = 0

    init(result: ResultHandle, row: Int) {
        self.result = result
        self.row = row
    }

    /// The next column. A `decoding` error when no column is left or its value does not fit.
    @inlinable
    public mutating func next<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        let cell = try take()
        do throws(PostgresError) {
            return try Value(decoding: cell)
        } catch {
            throw located(error)
        }
    }

    /// Lends the bytes of the next column to `body`, which must not keep them. NULL is a `decoding` error.
    public mutating func nextBytes<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(PostgresError) -> Result {
        let cell = try take()
        do throws(PostgresError) {
            return try cell.withBytes { bytes throws(PostgresError) in body(bytes) }
        } catch {
            throw located(error)
        }
    }

    /// A `decoding` error when columns are left.
    public func end() throws(PostgresError) {
        guard index == result.columnCount else {
            throw PostgresError(.decoding, "\(result.columnCount) columns, but \(index) were read")
        }
    }

    @usableFromInline
    mutating func take() throws(PostgresError) -> PostgresCell {
        guard index < result.columnCount else {
            throw PostgresError(.decoding, "\(result.columnCount) columns, but more were read")
        }
        defer { index += 1 }
        return result.cell(row: row, column: index)
    }

    /// Adds the column to the error.
    @usableFromInline
    func located(_ error: PostgresError) -> PostgresError {
        result.located(error, column: index - 1)
    }
}
