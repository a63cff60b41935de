extension SQL {
    public struct Interpolation: StringInterpolationProtocol {
        private(set) var text = ""
        private(set) var parameters = Parameters()

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            parameters.append(value)
            text += "$"
            text += String(parameters.count)
        }

        /// nil is NULL.
        public mutating func appendInterpolation(_ value: (some PostgresEncodable)?) {
            parameters.append(value)
            text += "$"
            text += String(parameters.count)
        }

        public mutating func appendInterpolation(_ value: PostgresValue) {
            parameters.append(value)
            text += "$"
            text += String(parameters.count)
        }

        public mutating func appendInterpolation(raw: String) {
            text += raw
        }

        public mutating func appendInterpolation(fragment: SQL) {
            text += Placeholders.shift(fragment.text, by: fragment.parameters.count == 0 ? 0 : parameters.count)
            parameters.append(fragment.parameters)
        }
    }
}
