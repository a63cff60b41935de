import Municipality
import Postgres

package enum AreaStore {
    package static func names(
        in session: TownSession
    ) async throws -> Set<String> {
        Set(
            try await session.query("SELECT name FROM areas WHERE municipality_id = \(session.municipality)")
                .decode(String.self)
        )
    }
}
