/// The rows of a result, backed by libpq's memory.
public struct PostgresRows: RandomAccessCollection, Sendable {
    let result: ResultHandle

    init(_ result: ResultHandle) {
        self.result = result
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { result.rowCount }

    public subscript(position: Int) -> PostgresRow {
        precondition(position >= 0 && position < result.rowCount, "row out of range")
        return PostgresRow(result: result, row: position)
    }

    /// Rows inserted, updated, deleted or selected.
    public var affected: Int { result.affected }

    public var columns: [String] {
        (0..<result.columnCount).map { result.columnName($0) ?? "" }
    }
}

extension PostgresRows {
    /// The only column of all rows.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> [Value] {
        var decoded: [Value] = []
        decoded.reserveCapacity(count)
        for row in self { decoded.append(try row.decode(type)) }
        return decoded
    }
}
