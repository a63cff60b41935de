import Addresses
import Foundation
import JSONText
import Municipality

/// The grounds of a decision, stored with it as JSON.
struct DecisionDetails: Decodable, JSONWritable {
    struct FoundContract: Decodable, JSONWritable {
        let contract: Int64
        let organisation: Int32
        let reach: Int

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("contract", contract)
                writer.member("organisation", organisation)
                writer.member("reach", reach)
            }
        }
    }

    /// An open appeal that is probably about the same thing.
    struct Duplicate: Decodable, JSONWritable {
        let number: String
        let likeness: Double

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("number", number)
                writer.member("likeness", likeness)
            }
        }
    }

    /// What was found of the place, unless it was clear.
    struct FoundPlace: Decodable, JSONWritable {
        /// Ids of houses that it may be.
        let candidates: [Int64]?
        /// Metres between two statements about the place.
        let disagreement: Int?
        /// Which two contradict each other; nil in decisions from before it was stored: the point and the address.
        let between: String?

        /// nil when the place is clear, or nothing is known of it.
        init?(_ place: PlaceFinding) {
            guard !place.candidates.isEmpty || place.conflict != nil else { return nil }
            let shown = place.candidates.prefix(AddressBook.most)
            candidates = shown.isEmpty ? nil : shown.map(\.rawValue)
            disagreement = place.conflict?.metres.map { Int(min($0, 1e7).rounded()) }
            between = place.conflict?.kind.rawValue
        }

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("candidates", candidates)
                writer.member("disagreement", disagreement)
                writer.member("between", between)
            }
        }
    }

    /// A category that the catalogue's keywords propose.
    struct Suggestion: Decodable, JSONWritable {
        /// Code of the category.
        let label: String
        let keywords: [String]
        /// Whether it is an emergency, and not by a single doubtful word that others outweigh.
        let emergency: Bool

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("label", label)
                writer.member("keywords", keywords)
                writer.member("emergency", emergency)
            }
        }
    }

    /// Keywords of the catalogue that recognised the category.
    var keywords: [String]?
    /// What the catalogue's keywords propose, when nothing decides. Most points first.
    var suggestions: [Suggestion]?
    /// The model's opinion of the category.
    var opinion: Opinion?
    /// The model's opinion of the organisation, when the contracts do not decide. It is only a proposal.
    var proposal: Opinion?
    var place: FoundPlace?
    /// The day for which contracts were looked up.
    var day: Day?
    var contracts: [FoundContract]?
    /// Most similar first.
    var duplicates: [Duplicate]?
    /// Code of the organisation that was named as the right one when a ticket was returned.
    var named: String?
    /// A coordinator's note.
    var note: String?
    /// Why a ticket was returned.
    var reason: String?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("keywords", keywords)
            writer.member("suggestions", suggestions)
            writer.member("opinion", opinion)
            writer.member("proposal", proposal)
            writer.member("place", place)
            writer.member("day", day?.description)
            writer.member("contracts", contracts)
            writer.member("duplicates", duplicates)
            writer.member("named", named)
            writer.member("note", note)
            writer.member("reason", reason)
        }
    }

    /// nil when the stored text cannot be read.
    static func stored(_ text: String) -> DecisionDetails? {
        try? JSONDecoder().decode(DecisionDetails.self, from: Data(text.utf8))
    }

    var json: String { Self.text(of: self) }

    /// The text of a value as it is stored.
    static func text(of value: some JSONWritable) -> String {
        String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
    }

    /// An object with one member.
    static func text(_ name: String, _ value: String) -> String {
        var writer = JSONWriter()
        writer.object { $0.member(JSONKey(name), value) }
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}

extension DecisionDetails.FoundContract {
    init(_ candidate: ContractCandidate) {
        contract = candidate.contract.rawValue
        organisation = candidate.organisation.rawValue
        reach = candidate.reach.rawValue
    }
}
