import Postgres

/// Settings for the text format, so that it is the same in every database.
enum TransferText {
    /// For the rest of the transaction.
    static let settings: SQL = """
        SELECT set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true),
            set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true),
            set_config('extra_float_digits', '1', true)
        """
}
