import Addresses
import Foundation
public import Municipality
import Postgres
import Store

/// Shows residents and staff which open appeals are probably about the same thing.
public struct SimilarAppealService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Appeals similar to one that was not submitted yet, so that its author can follow a neighbour's appeal instead or
    /// join it.
    ///
    /// Throws ``ServiceError/invalid(_:)`` as the submission itself would.
    public func before(_ submission: AppealSubmission, by actor: Actor = .anybody) async throws -> SimilarAppeals {
        let now = town.now
        return try await town.read(by: actor) { session in
            let catalogue = try await town.catalogue(in: session)
            let book = try await town.database.addressBooks.current(in: session)
            let draft = try NewAppeal(
                parsing: submission,
                catalogue: catalogue,
                map: book.map,
                by: actor,
                in: town.timeZone,
                now: now
            )
            if let house = draft.house, try await HouseStore.house(house, in: session) == nil {
                throw ServiceError.invalid("house_id", "does not exist in the town")
            }
            let facts = RoutingStore.Facts(
                appeal: AppealID(rawValue: 0),
                day: Day(of: now, in: town.timeZone),
                registeredAt: now,
                category: nil,
                house: draft.house,
                coordinates: draft.coordinates,
                accuracy: draft.accuracy,
                address: draft.address
            )
            let finder = HouseFinder(book)
            let place = SimilarAppealStore.Question(
                appeal: nil,
                house: finder.place(of: facts).house,
                coordinates: draft.coordinates,
                // The chosen category, or the one that the catalogue's keywords recognise.
                category: draft.category
                    ?? town.database.catalogues.rules(of: catalogue, of: town.id).match(draft.content.text)?.category,
                period: (now - DuplicateFinder.span)...(now + 60)
            )
            let question = DuplicateFinder.Question(place, text: draft.content.text)
            let matches = try await DuplicateFinder(catalogue: catalogue).find([question], in: session).first ?? []
            return try await shown(matches, catalogue, in: session)
        }
    }

    /// Appeals similar to an appeal, for its author.
    public func similar(to number: AppealNumber, code: FollowUpCode) async throws -> SimilarAppeals {
        try await AppealService(town: town).verify(code, of: number)
        return try await found(number, by: .author(number))
    }

    /// Appeals similar to an appeal, for staff who may see it.
    public func similar(to number: AppealNumber, by actor: Actor) async throws -> SimilarAppeals {
        _ = try await AppealService(town: town).staffView(number, by: actor)
        return try await found(number, by: actor)
    }

    private func shown(
        _ matches: [DuplicateFinder.Match],
        _ catalogue: Catalogue,
        in session: TownSession
    ) async throws -> SimilarAppeals {
        guard !matches.isEmpty else { return SimilarAppeals(items: []) }
        let organisations = try await OrganisationStore.codes(in: session)
        return SimilarAppeals(items: matches.map { SimilarAppeal($0, catalogue, organisations) })
    }

    private func found(_ number: AppealNumber, by actor: Actor) async throws -> SimilarAppeals {
        try await town.read(by: actor) { session in
            let appeal = try await AppealService(town: town).appeal(number, in: session)
            let catalogue = try await town.catalogue(in: session)
            let matches = try await DuplicateFinder(catalogue: catalogue).alike(to: appeal, in: session)
            return try await shown(matches, catalogue, in: session)
        }
    }
}
