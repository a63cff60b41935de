public import JSONText
import Municipality
public import Services

extension AppealReceipt: JSONObject {
    public static let members = JSONMembers<AppealReceipt>("Receipt") {
        JSONMember("number", "Grouped digits.", .example("417-290-356")) { $0.number }
        JSONMember("code", "The follow-up code.", .example("7K3M-Q9TX")) { $0.code }
        JSONMember("state", .oneOf([AppealState.registered.rawValue])) { $0.state }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember("clocks", "Empty when no rule sets a deadline.") { $0.clocks }
    }
}

extension ClockView: JSONObject {
    public static let members = JSONMembers<ClockView>("Clock") {
        JSONMember("kind", "What it waits for.") { $0.kind }
        JSONMember("policy", "The policy of the clock.", .oneOf(ClockPolicy.ofAppeals.map(\.code.rawValue))) {
            $0.policy
        }
        JSONMember("norm") { $0.norm }
        JSONMember("started_at") { $0.startedAt }
        JSONMember("deadline_at") { $0.deadlineAt }
        JSONMember("stopped_at") { $0.stoppedAt }
    }
}
