package import Foundation
import Postgres

/// One attempt to move a town: what it left on both sides is known by it.
package struct MoveID: RawRepresentable, Hashable, Sendable {
    package let rawValue: UUID
    package init(rawValue: UUID) { self.rawValue = rawValue }
    package static func new() -> MoveID { MoveID(rawValue: UUID()) }
}

extension MoveID: PostgresEncodable, PostgresDecodable {}
