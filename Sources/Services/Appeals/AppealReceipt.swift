public import Foundation
public import JSONText
import Municipality

/// What the resident gets for an appeal that is stored.
public struct AppealReceipt: JSONRecord, Sendable, Hashable {
    /// Grouped digits, `417-290-356`.
    public let number: String
    /// The follow-up code, `7K3M-Q9TX`.
    public let code: String
    /// Always `registered`: what became of the appeal since is asked by its number.
    public let state: String
    public let registeredAt: Date
    public let clocks: [ClockView]

    public func write(to members: inout JSONMembers) {
        members.add("number", number)
        members.add("code", code)
        members.add("state", state)
        members.add("registered_at", registeredAt)
        members.add("clocks", clocks)
    }

    init(number: AppealNumber, numbering: AppealNumbering, registeredAt: Date, clocks: [AppealClock]) {
        self.number = number.description
        code = numbering.followUpCode(of: number).description
        state = AppealState.registered.rawValue
        self.registeredAt = registeredAt.wholeMilliseconds
        self.clocks = clocks.map { ClockView($0) }
    }
}
