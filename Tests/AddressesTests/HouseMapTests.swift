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

    /// The ids of the houses that a point may stand for; nil when it may be another place too.
    func near(_ map: HouseMap, _ latitude: Double, _ longitude: Double, accuracy: Double) throws -> [Int64]? {
        let near = map.nearby(try point(latitude, longitude), accuracy: accuracy, reach: 60)
        return near.isComplete ? near.houses.map(\.rawValue) : nil
    }

    @Test func anExactPointStandsForTheNearestHouse() throws {
        let map = map([try point(57.86, 39.52), try point(57.8604, 39.52), nil, try point(57.87, 39.52)])
        #expect(try near(map, 57.8603, 39.52, accuracy: 5) == [1])
        #expect(try near(map, 57.865, 39.52, accuracy: 5) == nil)
        // On the other side of the borders of a cell.
        #expect(try near(map, 57.85999, 39.51999, accuracy: 5) == [0])
    }

    /// The houses are 44 m apart.
    @Test func aPointStandsForEachHouseThatItsAccuracyAllows() throws {
        let map = map([try point(57.86, 39.52), try point(57.8604, 39.52), try point(57.87, 39.52)])
        #expect(try near(map, 57.8603, 39.52, accuracy: 10) == [1])
        #expect(try near(map, 57.8603, 39.52, accuracy: 12) == [1, 0])
        #expect(try near(map, 57.86, 39.52, accuracy: 20) == [0])
        #expect(try near(map, 57.86, 39.52, accuracy: 50) == [0, 1])
    }

    @Test func aHouseBehindTheNearestIsFarther() throws {
        // The point is 55 m south of the first, and the other 22 m north of that.
        let map = map([try point(57.8605, 39.52), try point(57.8607, 39.52)])
        #expect(try near(map, 57.86, 39.52, accuracy: 50) == [0])
        // At 69° the degrees of longitude are short: 40 m and 150 m to the west and the east.
        let north = self.map([try point(69, 32.999), try point(69, 33.0037)])
        #expect(try near(north, 69, 33, accuracy: 60) == [0, 1])
    }

    @Test func housesOnOneCoordinateAreNotToldApart() throws {
        let map = map([try point(57.86, 39.52), try point(57.86, 39.52)])
        #expect(try near(map, 57.86, 39.52, accuracy: 1) == [0, 1])
    }

    /// Registers write the centre of the town for houses whose place they do not know; but it may be one building.
    @Test func aCoordinateOfManyHousesIsNoPlace() throws {
        let centre = try point(57.86, 39.52)
        let map = map([centre, centre, centre, try point(57.8604, 39.52)])
        #expect(try near(map, 57.86, 39.52, accuracy: 5) == nil)
        #expect(try near(map, 57.8604, 39.52, accuracy: 5) == [3])
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
