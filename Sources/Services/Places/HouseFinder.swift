import Municipality
import Store

/// Finds the houses that appeals are about.
enum HouseFinder {
    /// Maximum distance in metres between a point and the house that it stands for.
    static let radius = 60.0

    /// The chosen house, or the nearest to the given point, or the one with the written address.
    static func houses(
        of facts: [RoutingStore.Facts],
        in session: TownSession
    ) async throws -> [AppealID: HouseID] {
        var houses: [AppealID: HouseID] = [:]
        for fact in facts { houses[fact.appeal] = fact.house }
        let points = facts.filter { $0.house == nil && $0.coordinates != nil }
        let nearest = try await PlaceStore.nearest(
            to: points.compactMap(\.coordinates),
            within: radius,
            in: session
        )
        for (fact, house) in zip(points, nearest) { houses[fact.appeal] = house }
        let written = facts.filter { houses[$0.appeal] == nil && $0.address != nil }
        let addressed = try await PlaceStore.houses(
            at: written.map { AddressKey($0.address ?? "") },
            in: session
        )
        for (fact, house) in zip(written, addressed) { houses[fact.appeal] = house }
        return houses
    }
}
