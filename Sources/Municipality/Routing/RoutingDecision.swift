/// Which organisation is responsible for an appeal, and by which rule.
public enum RoutingDecision: Hashable, Sendable {
    case route(OrganisationID, contract: ContractID?, reason: RoutingReason)
    case triage(RoutingReason)

    /// House × category × contract valid on that day. The most specific contract decides, but only if all contracts of
    /// that reach belong to one organisation.
    ///
    /// - Parameters:
    ///   - categoryKnown: whether a category was given or recognised from the text.
    ///   - doubt: why no category is known.
    ///   - houseKnown: whether the place is one of the town's houses.
    ///   - candidates: every contract for the category's service that covers the place on the day of registration.
    public init(
        categoryKnown: Bool,
        doubt: RoutingReason = .categoryUnknown,
        houseKnown: Bool,
        candidates: [ContractCandidate]
    ) {
        guard categoryKnown else {
            self = .triage(doubt)
            return
        }
        guard let reach = candidates.map(\.reach).min() else {
            self = .triage(houseKnown ? .noContract : .houseUnknown)
            return
        }
        let nearest = candidates.filter { $0.reach == reach }.sorted { $0.contract.rawValue < $1.contract.rawValue }
        guard let first = nearest.first, Set(nearest.map(\.organisation)).count == 1 else {
            self = .triage(.severalContracts)
            return
        }
        let reason: RoutingReason =
            switch reach {
            case .house: .contractForHouse
            case .area: .contractForArea
            case .town: .contractForTown
            }
        self = .route(first.organisation, contract: first.contract, reason: reason)
    }

    public var reason: RoutingReason {
        switch self {
        case .route(_, _, let reason), .triage(let reason): reason
        }
    }

    /// The responsible organisation; nil in triage.
    public var organisation: OrganisationID? {
        guard case .route(let organisation, _, _) = self else { return nil }
        return organisation
    }

    /// The contract that decided, if one did.
    public var contract: ContractID? {
        guard case .route(_, let contract, _) = self else { return nil }
        return contract
    }
}
