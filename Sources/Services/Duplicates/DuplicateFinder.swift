import Classifier
import Foundation
import Municipality
import Postgres
import Store

/// Finds open appeals that are probably about the same thing: the same house, or a point near by that is no house; the same
/// category; of late; in similar words.
struct DuplicateFinder {
    /// Of the texts that are stored.
    let outlines: TextOutlines
    let catalogue: Catalogue

    /// Days within which two appeals may be about the same thing.
    static let days = 14
    /// Metres between two points that are no houses.
    static let radius = 100.0
    /// Appeals of one place that are compared with a text, the newest first.
    static let compared = 5
    /// Proposed at most.
    static let limit = 3

    // Chosen by pairs of real appeals from all over a region: at 0.2 those about the same topic are found several times as
    // often as those with only the category in common, at 0.5 the others hardly ever. The same house makes it surer still.
    /// Likeness of the words from which on appeals with the same category are proposed.
    static let sameCategoryLikeness = 0.2
    /// … when the category of one of them is not known yet, and how much text there must be to tell.
    static let unknownCategoryLikeness = 0.5
    static let unknownCategoryWeight = 20

    /// - Parameter outlines: remembered from one question to the next; by themselves for one question, not for thousands.
    init(outlines: TextOutlines = TextOutlines(), catalogue: Catalogue) {
        self.outlines = outlines
        self.catalogue = catalogue
    }

    /// What is asked about one appeal.
    struct Question {
        let place: SimilarAppealStore.Question
        /// nil is the stored text of the place's appeal.
        let text: String?

        init(_ place: SimilarAppealStore.Question, text: String? = nil) {
            self.place = place
            self.text = text
        }

        /// About an appeal that is being routed, and those before it.
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

    /// Days as a time.
    static let span = Double(days) * 86_400

    struct Match {
        let candidate: SimilarAppealStore.Candidate
        /// Share of the shorter text's words that are in the other too, 0 to 1.
        let likeness: Double

        var number: AppealNumber { candidate.number }
    }

    /// The most alike first, at most ``limit``, one list a question.
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

    /// Those like an appeal that is stored, earlier and later ones.
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
                // An emergency concerns the house, in whatever words it is told.
                likeness >= Self.sameCategoryLikeness
                    || candidate.category.flatMap { catalogue[$0]?.isEmergency } ?? false
            } else {
                likeness >= Self.unknownCategoryLikeness
                    && min(outline.weight, other.weight) >= Self.unknownCategoryWeight
            }
        return isAlike ? Match(candidate: candidate, likeness: likeness) : nil
    }
}
