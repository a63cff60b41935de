package import Foundation
import Postgres

/// Identifies one attempt to move a town, on both sides.
package struct MoveID: RawRepresentable, Hashable, Sendable {
    package let rawValue: UUID
    package init(rawValue: UUID) { self.rawValue = rawValue }
    package static func new() -> MoveID { MoveID(rawValue: UUID()) }
}

extension MoveID: PostgresEncodable, PostgresDecodable {}
