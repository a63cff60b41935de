public import Foundation

/// The time by which a ticket is due: the second key of its queue's order.
public enum TicketDue {
    /// Days of 24 hours from registration within which a ticket is due that nothing else sets a time for.
    public static let defaultDays = 30

    /// The earliest of the appeal's clocks and of the limit of the ticket's category; without any, the default.
    ///
    /// - Parameters:
    ///   - registeredAt: when the appeal was registered.
    ///   - earliestDeadline: of the appeal's clocks, those that joined appeals lent it included.
    ///   - limitHours: of the ticket's category.
    public static func instant(registeredAt: Date, earliestDeadline: Date?, limitHours: Int?) -> Date {
        func after(hours: Int) -> Date { registeredAt.addingTimeInterval(Double(hours) * 3_600) }
        return [earliestDeadline, limitHours.map(after)].compactMap(\.self).min() ?? after(hours: defaultDays * 24)
    }
}
