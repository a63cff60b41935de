import HTTPTypes
import Hummingbird
import Services

/// What all towns of a server share.
struct ServerServices: Sendable {
    let directory: TownDirectory
    let intake: Intake
    let live: LiveQueues
    let health: HealthService

    /// The services of the request's town, found by the host name.
    func town(of request: Request) async throws -> TownServices {
        TownServices(town: try await directory.town(authority: request.head.authority), server: self)
    }
}
