import Municipality

/// Identifies one organisation's queue among those of all towns.
struct QueueKey: Hashable, Sendable {
    let municipality: MunicipalityID
    let organisation: OrganisationID

    init(municipality: MunicipalityID, organisation: OrganisationID) {
        self.municipality = municipality
        self.organisation = organisation
    }

    /// - Parameter payload: of a notification, as ``payload`` is written.
    init?(payload: String) {
        let parts = payload.split(separator: ":")
        guard parts.count == 2, let municipality = Int32(parts[0]), let organisation = Int32(parts[1]) else {
            return nil
        }
        self.municipality = MunicipalityID(rawValue: municipality)
        self.organisation = OrganisationID(rawValue: organisation)
    }

    /// `municipality:organisation`.
    var payload: String { "\(municipality.rawValue):\(organisation.rawValue)" }
}
