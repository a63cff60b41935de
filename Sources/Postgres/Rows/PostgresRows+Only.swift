extension PostgresRows {
    /// The columns of the one row that the statement always gives. No row, or several, is a `decoding` error.
    public func only<each Value: PostgresDecodable>(
        _ types: (repeat each Value).Type = (repeat each Value).self
    ) throws(PostgresError) -> (repeat each Value) {
        guard count == 1, let row = first else {
            throw PostgresError(.decoding, "expected one row, found \(count)")
        }
        return try row.decode(types)
    }
}
