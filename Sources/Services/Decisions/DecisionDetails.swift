import Foundation
import JSONText
import Municipality

/// What a decision rested on, kept with it as JSON.
struct DecisionDetails: Decodable, JSONRecord {
    struct FoundContract: Decodable, JSONRecord {
        let contract: Int64
        let organisation: Int32
        let reach: Int

        func write(to members: inout JSONMembers) {
            members.add("contract", contract)
            members.add("organisation", organisation)
            members.add("reach", reach)
        }
    }

    /// An open appeal that is probably about the same thing.
    struct Duplicate: Decodable, JSONRecord {
        let number: String
        let likeness: Double

        func write(to members: inout JSONMembers) {
            members.add("number", number)
            members.add("likeness", likeness)
        }
    }

    /// What a model said.
    struct Opinion: Decodable, JSONRecord {
        struct Candidate: Decodable, JSONRecord {
            let label: String
            let confidence: Double

            func write(to members: inout JSONMembers) {
                members.add("label", label)
                members.add("confidence", confidence)
            }
        }

        struct Term: Decodable, JSONRecord {
            let word: String
            let weight: Double

            func write(to members: inout JSONMembers) {
                members.add("word", word)
                members.add("weight", weight)
            }
        }

        let model: Int32
        /// Confidence from which on it decides by itself.
        let threshold: Double
        let sure: Bool
        /// False for a text of which it knows too few words.
        let legible: Bool
        /// The most probable first.
        let candidates: [Candidate]
        /// Words that spoke for the first of them.
        let terms: [Term]

        func write(to members: inout JSONMembers) {
            members.add("model", model)
            members.add("threshold", threshold)
            members.add("sure", sure)
            members.add("legible", legible)
            members.add("candidates", candidates)
            members.add("terms", terms)
        }
    }

    /// Keywords of the catalogue that told the category.
    var keywords: [String]?
    /// What the model said of the category.
    var opinion: Opinion?
    /// Whose it may be by the model, where the contracts do not say; a proposal and nothing more.
    var proposal: Opinion?
    /// The day on which contracts were asked for.
    var day: Day?
    var contracts: [FoundContract]?
    /// The most alike first.
    var duplicates: [Duplicate]?
    /// Code of the organisation that whoever returned a ticket named as the right one.
    var named: String?
    /// A coordinator's remark.
    var note: String?
    /// Why a ticket was returned.
    var reason: String?

    func write(to members: inout JSONMembers) {
        members.add("keywords", keywords)
        members.add("opinion", opinion)
        members.add("proposal", proposal)
        members.add("day", day?.description)
        members.add("contracts", contracts)
        members.add("duplicates", duplicates)
        members.add("named", named)
        members.add("note", note)
        members.add("reason", reason)
    }

    /// nil when what is stored cannot be read.
    static func stored(_ text: String) -> DecisionDetails? {
        try? JSONDecoder().decode(DecisionDetails.self, from: Data(text.utf8))
    }

    var json: String { Self.text(of: self) }

    /// A JSON object; `{}` for what cannot be written as one.
    static func text(of value: some Encodable) -> String {
        (try? JSONText.bytes(of: value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension DecisionDetails.FoundContract {
    init(_ candidate: ContractCandidate) {
        contract = candidate.contract.rawValue
        organisation = candidate.organisation.rawValue
        reach = candidate.reach.rawValue
    }
}
