import Foundation

/// A point on the Earth, WGS 84 degrees.
public struct Coordinates: Hashable, Sendable, Codable {
    public let latitude: Double
    public let longitude: Double

    /// nil unless −90 ≤ latitude ≤ 90 and −180 ≤ longitude ≤ 180.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    /// nil also when either is missing.
    public init?(latitude: Double?, longitude: Double?) {
        guard let latitude, let longitude else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    /// Distance to another point in metres, by a flat approximation that is accurate within a town.
    public func distance(to other: Coordinates) -> Double {
        let metresPerDegree = 111_195.0
        let north = (other.latitude - latitude) * metresPerDegree
        let east = (other.longitude - longitude) * metresPerDegree * cos((latitude + other.latitude) / 2 * .pi / 180)
        return (north * north + east * east).squareRoot()
    }
}
