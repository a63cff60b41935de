extension PostgresRows {
    /// The columns of the one row that the statement always returns. No row, several rows, or another number of columns
    /// is a `decoding` error.
    public func only<each Value: PostgresDecodable>(
        _ types: (repeat each Value).Type = (repeat each Value).self
    ) throws(PostgresError) -> (repeat each Value) {
        guard count == 1, let row = first else {
            throw PostgresError(.decoding, "expected one row, found \(count)")
        }
        var columns = row.columns
        let values = (repeat try columns.next((each Value).self))
        try columns.end()
        return values
    }
}
