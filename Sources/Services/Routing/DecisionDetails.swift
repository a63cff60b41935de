import Foundation
import Municipality

/// What a decision rested on, kept with it as JSON.
struct DecisionDetails: Encodable {
    struct Contract: Encodable {
        let contract: Int64
        let organisation: Int32
        let reach: Int
    }

    /// Keywords that told the category; nil when it was chosen.
    let keywords: [String]?
    /// The day on which contracts were asked for.
    let day: Day
    let contracts: [Contract]?

    init(keywords: [String]?, day: Day, contracts: [ContractCandidate]?) {
        self.keywords = keywords
        self.day = day
        self.contracts = contracts?.map {
            Contract(
                contract: $0.contract.rawValue,
                organisation: $0.organisation.rawValue,
                reach: $0.reach.rawValue
            )
        }
    }

    var json: String { Self.text(of: self) }

    /// A JSON object; `{}` for what cannot be written as one.
    static func text(of value: some Encodable) -> String {
        (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
