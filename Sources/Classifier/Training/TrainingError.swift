/// Why no model can be trained.
package enum TrainingError: Error, Equatable, CustomStringConvertible {
    /// Fewer than two classes have enough texts.
    case tooFewClasses(minimumRows: Int)

    package var description: String {
        switch self {
        case .tooFewClasses(let rows): "fewer than two classes have \(rows) texts or more"
        }
    }
}
