/// A path that contains the declarations of its parameters: `"/v1/appeals/\(.number)/answer"`.
struct RoutePath: Sendable, ExpressibleByStringInterpolation {
    /// As in OpenAPI: `/v1/appeals/{number}/answer`.
    let template: String
    let parameters: [ParameterDeclaration]

    init(stringLiteral text: String) {
        template = text
        parameters = []
    }

    init(stringInterpolation: StringInterpolation) {
        template = stringInterpolation.template
        parameters = stringInterpolation.parameters
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var template = ""
        fileprivate var parameters: [ParameterDeclaration] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) {
            template += text
        }

        mutating func appendInterpolation<Value>(_ parameter: Parameter<Value>) {
            template += "{\(parameter.declaration.name)}"
            parameters.append(parameter.declaration)
        }

        /// Appends a last segment from a list of similar routes.
        mutating func appendInterpolation(step: String) {
            template += step
        }
    }
}
