import Municipality
import Postgres

extension SQL {
    /// `('registered', 'triage')`. Constants, because a parameter would be converted to an array of the type again for
    /// every row.
    init(states: [some RawRepresentable<String>]) {
        self.init(raw: "(" + states.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")")
    }
}
