/// A statement with bound values.
///
/// `"\(value)"` binds a value, giving `$1`, `$2`…; `"\(raw: text)"` splices trusted text;
/// `"\(fragment: sql)"` splices another statement and renumbers its placeholders. A bound string has
/// no type of its own: where the context gives none (`jsonb_build_object('a', \(name))`), cast it.
/// A value that cannot be encoded makes the statement throw when it runs.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// With `$1`, `$2`… for the values.
    public let text: String
    let parameters: Parameters

    public init(raw text: String, values: [PostgresValue] = []) {
        self.text = text
        var parameters = Parameters()
        for value in values { parameters.append(value) }
        self.parameters = parameters
    }

    public init(stringLiteral text: String) {
        self.text = text
        parameters = Parameters()
    }

    public init(stringInterpolation interpolation: Interpolation) {
        text = interpolation.text
        parameters = interpolation.parameters
    }

    public var values: [PostgresValue] { parameters.values }
}
