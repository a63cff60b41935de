public import Foundation
public import Municipality

/// Which tickets of a queue are shown.
public struct TicketFilter: Sendable {
    public var states: [TicketState]
    /// Code of the category.
    public var category: String?
    public var house: HouseID?
    /// Only tickets that are overdue at this time.
    public var overdueAt: Date?

    public init(
        states: [TicketState] = TicketState.open,
        category: String? = nil,
        house: HouseID? = nil,
        overdueAt: Date? = nil
    ) {
        self.states = states
        self.category = category
        self.house = house
        self.overdueAt = overdueAt
    }
}
