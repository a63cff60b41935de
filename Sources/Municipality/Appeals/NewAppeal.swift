public import Foundation

/// An appeal that holds, on its way into the database: stored as it is.
public struct NewAppeal: Hashable, Sendable {
    public var content: AppealContent
    public var house: HouseID?
    public var coordinates: Coordinates?
    /// Of the matter, as written.
    public var address: String?
    public var category: CategoryID?
    public var contact = AppealContact()
    /// Keyed hash of the contact, by which one person's appeals meet without the contact being read.
    public var resident: UUID?
    public var occurredAt: Date?
    public let registeredAt: Date
    public var clocks: [Clock] = []

    public init(_ content: AppealContent, registeredAt: Date) {
        self.content = content
        self.registeredAt = registeredAt
    }
}
