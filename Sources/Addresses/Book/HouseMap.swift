import Foundation
public import Municipality

/// Where the houses of a town are.
///
/// A coordinate that many houses of the register share is a default and no place, so those houses have none. A point near
/// it is unclear, because it may be a place all the same.
public struct HouseMap: Sendable {
    /// Number of houses that may share a coordinate, such as the parts of one building.
    static let sharing = 2
    /// Size of a cell in degrees of latitude, about 220 m; twice that of longitude.
    private static let cell = 0.002

    private struct Cell: Hashable {
        let north: Int32
        let east: Int32

        init(north: Int32, east: Int32) {
            self.north = north
            self.east = east
        }

        /// - Parameter size: in degrees of latitude.
        init(of point: Coordinates, size: Double) {
            self.init(point.latitude, point.longitude, size: size)
        }

        init(_ latitude: Double, _ longitude: Double, size: Double) {
            north = Int32((latitude / size).rounded(.down))
            east = Int32((longitude / (2 * size)).rounded(.down))
        }
    }

    /// A house, or nil for many that share a coordinate.
    private var cells: [Cell: [(house: HouseID?, point: Coordinates)]] = [:]
    private var points: [HouseID: Coordinates] = [:]
    /// Rectangles around the houses of larger cells.
    private var districts: [Cell: Rectangle] = [:]
    /// Size of such a cell in degrees of latitude, about 22 km; twice that of longitude.
    private static let district = 0.2

    private struct Rectangle {
        var latitudes: ClosedRange<Double>
        var longitudes: ClosedRange<Double>

        init(_ point: Coordinates) {
            latitudes = point.latitude...point.latitude
            longitudes = point.longitude...point.longitude
        }

        mutating func include(_ point: Coordinates) {
            latitudes = min(latitudes.lowerBound, point.latitude)...max(latitudes.upperBound, point.latitude)
            longitudes = min(longitudes.lowerBound, point.longitude)...max(longitudes.upperBound, point.longitude)
        }

        func distance(to point: Coordinates) -> Double {
            let nearest = Coordinates(
                latitude: min(max(point.latitude, latitudes.lowerBound), latitudes.upperBound),
                longitude: min(max(point.longitude, longitudes.lowerBound), longitudes.upperBound)
            )
            return nearest.map { point.distance(to: $0) } ?? .infinity
        }
    }

    init(_ houses: [AddressBook.House]) {
        var sharing: [Coordinates: Int] = [:]
        for house in houses { if let point = house.point { sharing[point, default: 0] += 1 } }
        for (point, count) in sharing where count > Self.sharing {
            cells[Cell(of: point, size: Self.cell), default: []].append((nil, point))
        }
        for house in houses {
            guard let point = house.point, sharing[point] ?? 0 <= Self.sharing else { continue }
            points[house.id] = point
            cells[Cell(of: point, size: Self.cell), default: []].append((house.id, point))
            districts[Cell(of: point, size: Self.district), default: Rectangle(point)].include(point)
        }
    }

    /// Whether no house has a place.
    public var isEmpty: Bool { points.isEmpty }

    /// The place of a house; nil when it is not known.
    public func point(of house: HouseID) -> Coordinates? { points[house] }

    /// The houses that a point may stand for.
    public struct Nearby: Hashable, Sendable {
        /// Nearest first.
        public let houses: [HouseID]
        /// Whether it is one of them.
        public let isComplete: Bool

        public init(houses: [HouseID], isComplete: Bool) {
            self.houses = houses
            self.isComplete = isComplete
        }
    }

    /// The nearest house, and each that would be as near if the point were moved by no more than its accuracy. None if
    /// nothing is within `reach`.
    ///
    /// The accuracy that devices tell is the radius around the true place that holds 95 % of their points (W3C
    /// Geolocation) or 68 % (Android). They are off by that much in one direction in 1 % or 7 % of the cases.
    /// - Parameters:
    ///   - accuracy: in metres.
    ///   - reach: maximum distance of the nearest house in metres.
    public func nearby(_ point: Coordinates, accuracy: Double, reach: Double) -> Nearby {
        let around = places(within: reach + 2 * accuracy, of: point)
        guard let nearest = around.first, nearest.metres <= reach else { return Nearby(houses: [], isComplete: false) }
        let meant = around.filter { other in
            // The point is this far from the line on which both are equally near:
            // (other² - nearest²) / 2 / the distance between both.
            let moved = other.metres * other.metres - nearest.metres * nearest.metres
            return moved <= 2 * accuracy * nearest.point.distance(to: other.point)
        }
        return Nearby(houses: meant.compactMap(\.house), isComplete: meant.allSatisfy { $0.house != nil })
    }

    /// Nearest first.
    private func places(
        within metres: Double,
        of point: Coordinates
    ) -> [(house: HouseID?, point: Coordinates, metres: Double)] {
        let north = metres / 111_000
        let east = north / max(cos(point.latitude * .pi / 180), 0.01)
        let first = Cell(point.latitude - north, point.longitude - east, size: Self.cell)
        let last = Cell(point.latitude + north, point.longitude + east, size: Self.cell)
        var places: [(house: HouseID?, point: Coordinates, metres: Double)] = []
        for north in first.north...last.north {
            for east in first.east...last.east {
                for (house, place) in cells[Cell(north: north, east: east)] ?? [] {
                    let distance = point.distance(to: place)
                    if distance <= metres { places.append((house, place, distance)) }
                }
            }
        }
        return places.sorted { ($0.metres, $0.house?.rawValue ?? 0) < ($1.metres, $1.house?.rawValue ?? 0) }
    }

    /// Whether a point is within that number of metres of the town's houses, at most 20 km. Always, when no house has a
    /// place.
    public func isWithin(_ metres: Double, _ point: Coordinates) -> Bool {
        guard !isEmpty else { return true }
        let center = Cell(of: point, size: Self.district)
        return (center.north - 1...center.north + 1).contains { north in
            (center.east - 1...center.east + 1).contains { east in
                districts[Cell(north: north, east: east)].map { $0.distance(to: point) <= metres } ?? false
            }
        }
    }
}
