public import Foundation
public import Municipality
import Store

/// The public part of an open appeal that is probably about the same thing.
public struct SimilarAppeal: Sendable {
    public let number: String
    public let state: AppealState
    public let category: String?
    public let organisation: String?
    public let registeredAt: Date
    /// Share of the shorter text's words that also occur in the other, 0 to 1.
    public let likeness: Double

    init(
        _ match: DuplicateFinder.Match,
        _ catalogue: Catalogue,
        _ organisations: [OrganisationID: String]
    ) {
        number = match.number.description
        state = match.candidate.state
        category = catalogue.code(of: match.candidate.category)
        organisation = match.candidate.organisation.flatMap { organisations[$0] }
        registeredAt = match.candidate.registeredAt
        likeness = (match.likeness * 100).rounded() / 100
    }
}

/// The most similar appeals, best first.
public struct SimilarAppeals: Sendable {
    public let items: [SimilarAppeal]
}
