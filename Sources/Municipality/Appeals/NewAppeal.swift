public import Foundation

/// A validated appeal, as it will be stored.
public struct NewAppeal: Hashable, Sendable {
    public var content: AppealContent
    public var house: HouseID?
    public var coordinates: Coordinates?
    /// Of the coordinates, in metres; nil when not told.
    public var accuracy: Double?
    /// The address of the matter, as written.
    public var address: String?
    public var inHouse = PlaceInHouse()
    public var category: CategoryID?
    public var contact = AppealContact()
    /// Keyed hash of the contact. It connects the appeals of one person without revealing the contact.
    public var resident: UUID?
    public var occurredAt: Date?
    public let registeredAt: Date
    public var clocks: [Clock] = []

    public init(_ content: AppealContent, registeredAt: Date) {
        self.content = content
        self.registeredAt = registeredAt
    }
}
