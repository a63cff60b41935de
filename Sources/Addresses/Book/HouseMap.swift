public import Municipality

/// Where the houses of a town are.
///
/// A coordinate that many houses of the register share is a default and no place, so those houses have none.
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
            north = Int32((point.latitude / size).rounded(.down))
            east = Int32((point.longitude / (2 * size)).rounded(.down))
        }
    }

    private var cells: [Cell: [(house: HouseID, point: Coordinates)]] = [:]
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

    /// The nearest house within that number of metres, at most 200.
    public func nearest(to point: Coordinates, within metres: Double) -> (house: HouseID, metres: Double)? {
        let center = Cell(of: point, size: Self.cell)
        var nearest: (house: HouseID, metres: Double)?
        for north in center.north - 1...center.north + 1 {
            for east in center.east - 1...center.east + 1 {
                for (house, place) in cells[Cell(north: north, east: east)] ?? [] {
                    let distance = point.distance(to: place)
                    guard distance <= metres,
                        (distance, house.rawValue) < nearest.map({ ($0.metres, $0.house.rawValue) }) ?? (.infinity, 0)
                    else { continue }
                    nearest = (house, distance)
                }
            }
        }
        return nearest
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
