import Foundation
public import Municipality
import Postgres
import Store

/// Tells residents and staff which open appeals are probably about the same thing.
public struct SimilarAppealService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Those like an appeal that was not submitted yet, so that its author may follow a neighbour's instead or join it.
    ///
    /// Throws ``ServiceError/invalid(_:)`` as the submission itself would.
    public func before(_ submission: AppealSubmission, by actor: Actor = .anybody) async throws -> SimilarAppeals {
        let now = town.now
        return try await town.read(by: actor) { session in
            let catalogue = try await town.catalogue(in: session)
            let draft = try NewAppeal(
                parsing: submission,
                catalogue: catalogue,
                by: actor,
                in: town.timeZone,
                now: now
            )
            if let house = draft.house, try await HouseStore.house(house, in: session) == nil {
                throw ServiceError.invalid("house_id", "the town has no such house")
            }
            let facts = RoutingStore.Facts(
                appeal: AppealID(rawValue: 0),
                day: Day(of: now, in: town.timeZone),
                registeredAt: now,
                category: nil,
                house: draft.house,
                coordinates: draft.coordinates,
                address: draft.address
            )
            let place = SimilarAppealStore.Question(
                appeal: nil,
                house: try await HouseFinder.houses(of: [facts], in: session)[facts.appeal],
                coordinates: draft.coordinates,
                // The category chosen, or what the catalogue's keywords say.
                category: draft.category
                    ?? town.database.catalogues.rules(of: catalogue, of: town.id).match(draft.content.text)?.category,
                period: (now - DuplicateFinder.span)...(now + 60)
            )
            let question = DuplicateFinder.Question(place, text: draft.content.text)
            let matches = try await DuplicateFinder(catalogue: catalogue).find([question], in: session).first ?? []
            return try await shown(matches, catalogue, in: session)
        }
    }

    /// Those like an appeal, for its author.
    public func similar(to number: AppealNumber, code: FollowUpCode) async throws -> SimilarAppeals {
        try AppealService(town: town).verify(code, of: number)
        return try await found(number, by: .author(number))
    }

    /// Those like an appeal, for the staff who may see it.
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
