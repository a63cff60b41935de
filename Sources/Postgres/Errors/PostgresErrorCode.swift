extension PostgresError {
    /// What went wrong. Open, so that a new code does not break existing callers.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public var description: String { rawValue }

        /// Connecting failed, or the connection was lost.
        public static let connection = Code(rawValue: "connection")
        /// The server refused the statement; see `sqlState`.
        public static let server = Code(rawValue: "server")
        /// No connection became free within `PostgresConfiguration.checkoutTimeout`.
        public static let checkoutTimeout = Code(rawValue: "checkout-timeout")
        /// More tasks than `PostgresConfiguration.maximumWaiting` wait for a connection.
        public static let tooManyWaiting = Code(rawValue: "too-many-waiting")
        /// Connecting failed several times and is not tried again for a moment.
        public static let circuitOpen = Code(rawValue: "circuit-open")
        public static let poolClosed = Code(rawValue: "pool-closed")
        /// A connection was used by two tasks at once, or after its closure had returned.
        public static let misuse = Code(rawValue: "misuse")
        /// A value from the server does not fit the Swift type asked for.
        public static let decoding = Code(rawValue: "decoding")
        /// A Swift value cannot be expressed in PostgreSQL.
        public static let encoding = Code(rawValue: "encoding")
        /// The statement did not begin a COPY of the expected direction.
        public static let copy = Code(rawValue: "copy")
    }
}
