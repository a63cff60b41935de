public import Foundation
import Municipality

/// What the resident gets for an appeal that is stored.
public struct AppealReceipt: Sendable, Hashable {
    /// Grouped digits, `417-290-356`.
    public let number: String
    /// The follow-up code, `7K3M-Q9TX`.
    public let code: String
    /// Always `registered`: what became of the appeal since is asked by its number.
    public let state: String
    public let registeredAt: Date
    /// None for an item that no rule sets a time for.
    public let clocks: [ClockView]

    init(number: AppealNumber, numbering: AppealNumbering, registeredAt: Date, clocks: [Clock]) {
        self.number = number.description
        code = numbering.followUpCode(of: number).description
        state = AppealState.registered.rawValue
        self.registeredAt = registeredAt.wholeMilliseconds
        self.clocks = clocks.map { ClockView($0) }
    }
}
