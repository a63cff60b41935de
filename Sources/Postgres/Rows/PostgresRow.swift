/// One row of a result.
public struct PostgresRow: Sendable {
    private let result: ResultHandle
    private let row: Int

    init(result: ResultHandle, row: Int) {
        self.result = result
        self.row = row
    }

    /// Reads the columns in their order.
    public var columns: PostgresColumns { PostgresColumns(result: result, row: row) }

    /// The only column; several are a `decoding` error.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value {
        var columns = columns
        let value = try columns.next(type)
        try columns.end()
        return value
    }
}
