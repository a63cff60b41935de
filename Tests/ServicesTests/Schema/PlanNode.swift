import TestSupport

/// A line of a plan that describes a node and its work.
struct PlanNode {
    let text: Substring

    /// Of each loop.
    var rows: Int {
        text.firstMatch(of: /actual rows=(\d+)/).flatMap { Int($0.output.1) } ?? 0
    }

    /// The partition that it reads; nil when it reads no partition.
    var partition: String? {
        text.firstMatch(of: #/ on ([a-z_]+_p[0-9]+) /#).map { String($0.output.1) }
    }

    var wasExecuted: Bool { !text.contains("never executed") }

    func uses(_ index: String) -> Bool {
        text.contains("using \(index) ") || text.contains("on \(index) ")
    }

    /// The nodes of the plans that the server logged while `body` ran.
    static func nodes(of server: PrivateServer, _ body: () async throws -> Void) async throws -> [PlanNode] {
        try await LoggedPlan.plans(of: server, body).flatMap(\.nodes)
    }
}

/// A statement and its plan, as `auto_explain` logs them.
struct LoggedPlan {
    let text: Substring

    var nodes: [PlanNode] {
        text.split(separator: "\n").filter { $0.contains("actual rows=") || $0.contains("never executed") }
            .map(PlanNode.init)
    }

    /// The entries that the server logged while `body` ran. Each begins with @ and the id of the process.
    static func plans(of server: PrivateServer, _ body: () async throws -> Void) async throws -> [LoggedPlan] {
        let offset = try server.log().count
        try await body()
        return try server.log().dropFirst(offset).split(separator: /\n(?=@\d+ )/).filter { $0.contains("  plan:") }
            .map(LoggedPlan.init)
    }
}
