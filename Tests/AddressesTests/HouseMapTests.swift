import Addresses
import Municipality
import Testing

@Suite struct HouseMapTests {
    func point(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }

    func map(_ points: [Coordinates?]) -> HouseMap {
        AddressBook(
            points.enumerated().map {
                .init(id: HouseID(rawValue: Int64($0)), street: "ул. Мира", number: String($0 + 1), point: $1)
            }
        ).map
    }

    @Test func theNearestHouseWithinTheDistanceIsFound() throws {
        let map = map([try point(57.86, 39.52), try point(57.8604, 39.52), nil, try point(57.87, 39.52)])
        let found = try #require(map.nearest(to: try point(57.8603, 39.52), within: 60))
        #expect(found.house.rawValue == 1)
        #expect((10...12).contains(found.metres))
        #expect(map.nearest(to: try point(57.865, 39.52), within: 60) == nil)
        // On the other side of the borders of a cell.
        #expect(map.nearest(to: try point(57.85999, 39.51999), within: 60)?.house.rawValue == 0)
    }

    /// Registers write the centre of the town for houses whose place they do not know.
    @Test func aCoordinateOfManyHousesIsNoPlace() throws {
        let centre = try point(57.86, 39.52)
        let map = map([centre, centre, centre, try point(57.8604, 39.52)])
        #expect(map.nearest(to: centre, within: 60)?.house.rawValue == 3)
        #expect(map.point(of: HouseID(rawValue: 0)) == nil)
    }

    @Test(arguments: [
        (57.86, 39.52, true), (57.90, 39.60, true), (0, 0, false), (39.52, 57.86, false), (57.63, 39.87, false),
        (55.75, 37.62, false), (-57.86, 39.52, false), (90, 180, false),
    ])
    func aPlaceFarFromAllHousesIsOutsideTheTown(latitude: Double, longitude: Double, isWithin: Bool) throws {
        let map = map([try point(57.86, 39.52), try point(57.88, 39.55)])
        #expect(map.isWithin(10_000, try point(latitude, longitude)) == isWithin)
    }

    @Test func withoutPlacesEveryPointMayBeInTheTown() throws {
        #expect(map([nil]).isWithin(10_000, try point(0, 0)))
    }
}
