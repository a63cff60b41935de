import Municipality
import Testing

@Suite struct StateTests {
    @Test func everyAppealStateIsReachableAndLeadsToAnEnd() {
        var reached: Set<AppealState> = [.registered]
        while case let next = reached.union(reached.flatMap(\.exits)), next != reached { reached = next }
        #expect(reached == Set(AppealState.allCases))
        #expect(AppealState.allCases.filter(\.isFinal) == [.closed, .forwarded, .merged, .withdrawn, .rejected])
    }

    @Test func everyTicketStateIsReachable() {
        var reached: Set<TicketState> = [.queued]
        while case let next = reached.union(reached.flatMap(\.exits)), next != reached { reached = next }
        #expect(reached == Set(TicketState.allCases))
        #expect(TicketState.open.allSatisfy { $0.isOpen })
        #expect(!TicketState.done.isOpen)
    }
}
