import Municipality

/// The place of an appeal, as far as it is known.
struct PlaceFinding {
    var house: HouseID?
    /// Houses that it may be, when it is not clear which, or instead of the chosen house.
    var candidates: [HouseID] = []
    /// Whether it is the house or one of the candidates.
    var isAmongThem = false
    /// What was told of the place and contradicts it.
    var conflict: Conflict?
    /// Whether only a coordinator can say which of contradictory statements is right.
    var isContradictory = false
    /// Whether the point is outside the town, or the address names another region.
    var isOutside = false

    /// Two statements that contradict each other.
    struct Conflict {
        enum Kind: String {
            /// The point is far from the house of the address.
            case pointAndAddress = "point_address"
            /// The point is far from the chosen house.
            case pointAndChoice = "point_choice"
            /// The point is not on the street, or in the settlement, of the address.
            case pointAndStreet = "point_street"
            /// The address is not that of the chosen house.
            case addressAndChoice = "address_choice"
        }

        let kind: Kind
        /// Metres between the two; nil when not known.
        let metres: Double?
    }

    /// The houses that it may be; nil stands for a place that is none of the known houses.
    var possible: [HouseID?] {
        let known = [house].compactMap(\.self) + candidates
        return known.isEmpty || !isAmongThem && house == nil ? known + [nil] : known
    }

    /// The decision by the contracts. A place that is not clear is routed only if each house that it may be leads to the
    /// same organisation.
    /// - Parameters:
    ///   - doubt: why no category is known.
    ///   - contracts: for each of ``possible``; empty when no category is known.
    func decision(
        categoryKnown: Bool,
        doubt: RoutingReason = .categoryUnknown,
        contracts: [[ContractCandidate]]
    ) -> RoutingDecision {
        guard !isOutside else { return .triage(.outsideTown) }
        guard categoryKnown else { return .triage(doubt) }
        let decisions = possible.indices.map {
            RoutingDecision(
                categoryKnown: true,
                houseKnown: house != nil,
                candidates: contracts.indices.contains($0) ? contracts[$0] : []
            )
        }
        guard !isContradictory, let first = decisions.first,
            candidates.isEmpty || first.organisation != nil && Set(decisions.map(\.organisation)).count == 1
        else { return .triage(.addressUnclear) }
        return first
    }
}
