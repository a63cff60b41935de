import Municipality
import Postgres

extension SQL {
    /// `('registered', 'triage')`: as constants, for a parameter would be made an array of the type again for every row.
    init(states: [some RawRepresentable<String>]) {
        self.init(raw: "(" + states.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")")
    }
}
