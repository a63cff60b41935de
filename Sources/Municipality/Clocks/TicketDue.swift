public import Foundation

/// The time when a ticket is due. It is the second key in the order of a queue.
public enum TicketDue {
    /// The default: days of 24 hours from registration, for a ticket without any other limit.
    public static let defaultDays = 30

    /// The earliest of the appeal's clocks and the limit of the ticket's category; the default if there is none.
    ///
    /// - Parameters:
    ///   - registeredAt: when the appeal was registered.
    ///   - earliestDeadline: of the appeal's clocks, including those inherited from merged appeals.
    ///   - limitHours: of the ticket's category.
    public static func instant(registeredAt: Date, earliestDeadline: Date?, limitHours: Int?) -> Date {
        func after(hours: Int) -> Date { registeredAt.addingTimeInterval(Double(hours) * 3_600) }
        return [earliestDeadline, limitHours.map(after)].compactMap(\.self).min() ?? after(hours: defaultDays * 24)
    }
}
