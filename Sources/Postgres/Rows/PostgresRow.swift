/// One row of a result.
public struct PostgresRow: Sendable {
    private let result: ResultHandle
    private let row: Int

    init(result: ResultHandle, row: Int) {
        self.result = result
        self.row = row
    }

    public var count: Int { result.columnCount }

    public subscript(index: Int) -> PostgresCell {
        precondition(index >= 0 && index < result.columnCount, "column out of range")
        return result.cell(row: row, column: index)
    }

    /// Reads the columns in their order.
    public var columns: PostgresColumns { PostgresColumns(result: result, row: row) }

    public func cell(named name: String) throws(PostgresError) -> PostgresCell {
        guard let index = result.columnIndex(named: name) else {
            throw PostgresError(.decoding, "no column \(name)")
        }
        return result.cell(row: row, column: index)
    }

    public func decode<Value: PostgresDecodable>(
        named name: String,
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        try cell(named: name).decode()
    }

    /// The only column; several are a `decoding` error.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value {
        try check(count: 1)
        return try value(type, 0)
    }

    /// All columns by position; another number of columns than types is a `decoding` error.
    public func decode<each Value: PostgresDecodable>(
        _ types: (repeat each Value).Type = (repeat each Value).self
    ) throws(PostgresError) -> (repeat each Value) {
        var wanted = 0
        for _ in repeat (each Value).self { wanted += 1 }
        try check(count: wanted)
        var index = -1
        func next() -> Int {
            index += 1
            return index
        }
        return (repeat try value((each Value).self, next()))
    }

    private func check(count wanted: Int) throws(PostgresError) {
        guard wanted == result.columnCount else {
            throw PostgresError(.decoding, "\(result.columnCount) columns, but \(wanted) types")
        }
    }

    private func value<Value: PostgresDecodable>(_ type: Value.Type, _ index: Int) throws(PostgresError) -> Value {
        do throws(PostgresError) {
            return try Value(decoding: result.cell(row: row, column: index))
        } catch {
            throw result.located(error, column: index)
        }
    }
}
