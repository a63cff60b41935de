import Classifier
import Foundation
import Municipality
import Postgres
import Store

/// Finds open appeals that are probably about the same thing: at the same house, or near a point without a house, with
/// the same category, recent, and in similar words.
struct DuplicateFinder {
    /// The outlines of stored texts.
    let outlines: TextOutlines
    let catalogue: Catalogue

    /// Maximum number of days between two appeals about the same thing.
    static let days = 14
    /// Maximum distance in metres between two points without a house.
    static let radius = 100.0
    /// Maximum number of appeals of one place compared with a text, newest first.
    static let compared = 5
    /// Maximum number of proposals.
    static let limit = 3

    // Chosen with pairs of real appeals from a whole region. At 0.2, appeals about the same topic are found several
    // times as often as appeals that only share the category; at 0.5 the latter are almost never found. The same house
    // makes a match even more likely.
    /// Minimum likeness for proposing appeals with the same category.
    static let sameCategoryLikeness = 0.2
    /// The same when the category of one of them is not known yet, with the required amount of text.
    static let unknownCategoryLikeness = 0.5
    static let unknownCategoryWeight = 20

    /// - Parameter outlines: shared by many questions. The default is for a single question.
    init(outlines: TextOutlines = TextOutlines(), catalogue: Catalogue) {
        self.outlines = outlines
        self.catalogue = catalogue
    }

    /// A search for one appeal.
    struct Question {
        let place: SimilarAppealStore.Question
        /// nil means the stored text of the appeal.
        let text: String?

        init(_ place: SimilarAppealStore.Question, text: String? = nil) {
            self.place = place
            self.text = text
        }

        /// A search for an appeal that is being routed, among earlier appeals.
        init(_ fact: RoutingStore.Facts, category: CategoryID?, house: HouseID?) {
            self.init(
                SimilarAppealStore.Question(
                    appeal: fact.appeal,
                    house: house,
                    coordinates: fact.coordinates,
                    category: category,
                    period: (fact.registeredAt - DuplicateFinder.span)...fact.registeredAt
                )
            )
        }
    }

    /// The days in seconds.
    static let span = Double(days) * 86_400

    struct Match {
        let candidate: SimilarAppealStore.Candidate
        /// Share of the shorter text's words that also occur in the other, 0 to 1.
        let likeness: Double

        var number: AppealNumber { candidate.number }
    }

    /// Most similar first, at most ``limit``, one list per question.
    func find(_ questions: [Question], in session: TownSession) async throws -> [[Match]] {
        let found = try await SimilarAppealStore.candidates(
            for: questions.map(\.place),
            within: Self.radius,
            states: AppealState.joinable,
            limit: Self.compared,
            in: session
        )
        let asked = questions.indices.filter { !found[$0].isEmpty }
        guard !asked.isEmpty else { return found.map { _ in [] } }
        var compared = Set(found.joined().map(\.id))
        compared.formUnion(asked.compactMap { questions[$0].place.appeal })
        let known = try await outlines.outlines(of: compared, in: session)
        var matches = [[Match]](repeating: [], count: questions.count)
        for index in asked {
            let question = questions[index]
            let stored = question.place.appeal.flatMap { known[$0] }
            guard let outline = question.text.map({ TextOutline(of: $0) }) ?? stored
            else { continue }
            matches[index] = Array(
                found[index].compactMap { candidate in
                    known[candidate.id].flatMap { match(candidate, $0, with: outline) }
                }
                .sorted { ($1.likeness, $1.candidate.id.rawValue) < ($0.likeness, $0.candidate.id.rawValue) }
                .prefix(Self.limit)
            )
        }
        return matches
    }

    /// Earlier and later appeals similar to a stored one.
    func alike(to appeal: AppealStore.Row, in session: TownSession) async throws -> [Match] {
        try await find(
            [
                Question(
                    SimilarAppealStore.Question(
                        appeal: appeal.id,
                        house: appeal.house,
                        coordinates: appeal.coordinates,
                        category: appeal.category,
                        period: (appeal.registeredAt - Self.span)...(appeal.registeredAt + Self.span)
                    )
                )
            ],
            in: session
        ).first ?? []
    }

    private func match(
        _ candidate: SimilarAppealStore.Candidate,
        _ other: TextOutline,
        with outline: TextOutline
    ) -> Match? {
        let likeness = outline.likeness(to: other)
        let isAlike =
            if candidate.sameCategory {
                // Emergencies of the same category concern the whole house, whatever the words.
                likeness >= Self.sameCategoryLikeness
                    || candidate.category.flatMap { catalogue[$0]?.isEmergency } ?? false
            } else {
                likeness >= Self.unknownCategoryLikeness
                    && min(outline.weight, other.weight) >= Self.unknownCategoryWeight
            }
        return isAlike ? Match(candidate: candidate, likeness: likeness) : nil
    }
}
