public import JSONText
public import Municipality

// Closed sets of values. Later versions may add values to any of them.

extension AppealState: JSONEnumeration {
    public static var component: String? { "AppealState" }
}

extension TicketState: JSONEnumeration {
    public static var component: String? { "TicketState" }
}

extension Sector: JSONEnumeration {
    public static var component: String? { "Sector" }
}

extension ProjectState: JSONEnumeration {
    public static var component: String? { "ProjectState" }
}

extension StaffRole: JSONEnumeration {
    public static var component: String? { "StaffRole" }
}

extension IntakeChannel: JSONEnumeration {}
extension AppealKind: JSONEnumeration {}
extension ClockPolicy.Target: JSONEnumeration {}
extension Identity: JSONEnumeration {}
extension RoutingReason: JSONEnumeration {}
