import TestSupport

/// A line of a plan that describes a node and its work.
struct PlanNode {
    let text: Substring

    /// Of each loop.
    var rows: Int {
        text.firstMatch(of: /actual rows=(\d+)/).flatMap { Int($0.output.1) } ?? 0
    }

    var wasExecuted: Bool { !text.contains("never executed") }

    func uses(_ index: String) -> Bool {
        text.contains("using \(index) ") || text.contains("on \(index) ")
    }

    /// The nodes of the plans that the server logged while `body` ran.
    static func nodes(of server: PrivateServer, _ body: () async throws -> Void) async throws -> [PlanNode] {
        let offset = try server.log().count
        try await body()
        return try server.log().dropFirst(offset).split(separator: "\n")
            .filter { $0.contains("actual rows=") || $0.contains("never executed") }
            .map(PlanNode.init)
    }
}
