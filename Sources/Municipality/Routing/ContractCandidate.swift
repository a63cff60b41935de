/// A service contract that covers an appeal's service, place and day.
public struct ContractCandidate: Hashable, Sendable {
    /// How much of the town a contract covers, most specific first.
    public enum Reach: Int, Comparable, Sendable {
        case house, area, town

        public static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
    }

    public let contract: ContractID
    public let organisation: OrganisationID
    public let reach: Reach

    public init(contract: ContractID, organisation: OrganisationID, reach: Reach) {
        self.contract = contract
        self.organisation = organisation
        self.reach = reach
    }
}
