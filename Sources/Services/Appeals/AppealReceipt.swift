public import Foundation
import Municipality

/// What the resident gets once the appeal is stored.
public struct AppealReceipt: Sendable, Hashable {
    /// Grouped digits, `417-290-356`.
    public let number: String
    /// The follow-up code, `7K3M-Q9TX`.
    public let code: String
    /// Always `registered`. The present state is read by the appeal's number.
    public let state: String
    public let registeredAt: Date
    /// Empty when no rule sets a deadline.
    public let clocks: [ClockView]

    init(number: AppealNumber, numbering: AppealNumbering, registeredAt: Date, clocks: [Clock]) {
        self.number = number.description
        code = numbering.followUpCode(of: number).description
        state = AppealState.registered.rawValue
        self.registeredAt = registeredAt.wholeMilliseconds
        self.clocks = clocks.map { ClockView($0) }
    }
}
