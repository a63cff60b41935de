import Municipality
import Postgres
import Testing
import TownSupport

/// The database allows exactly the transitions that the domain has.
@Suite struct StateArcTests {
    @Test func theDatabaseHasTheAppealsTransitions() async throws {
        try await TestTown.with { test in
            for from in AppealState.allCases {
                for to in AppealState.allCases where from != to {
                    let exists = try await test.pool.query(
                        "SELECT appeal_arc_exists(\(from.rawValue)::appeal_state, \(to.rawValue)::appeal_state)"
                    ).first?.decode(Bool.self)
                    #expect(exists == from.exits.contains(to), "\(from) → \(to)")
                }
            }
        }
    }

    @Test func theDatabaseHasTheTicketsTransitions() async throws {
        try await TestTown.with { test in
            for from in TicketState.allCases {
                for to in TicketState.allCases where from != to {
                    let exists = try await test.pool.query(
                        "SELECT ticket_arc_exists(\(from.rawValue)::ticket_state, \(to.rawValue)::ticket_state)"
                    ).first?.decode(Bool.self)
                    #expect(exists == from.exits.contains(to), "\(from) → \(to)")
                }
            }
        }
    }

    @Test(arguments: [
        ("UPDATE appeals SET state = 'answered', answer = 'x', answered_at = now()", "appeals_state_arc"),
        ("UPDATE appeals SET number = '1'", "appeals_kept"),
        ("UPDATE appeal_texts SET text = 'anders'", "appeal_texts_kept"),
        ("DELETE FROM appeal_texts", "appeal_texts_kept"),
        ("DELETE FROM appeals", "appeals_kept"),
        ("DELETE FROM municipalities", "municipalities_kept"),
        ("UPDATE appeal_events SET note = 'x'", "appeal_events_kept"),
        ("DELETE FROM appeal_events", "appeal_events_kept"),
        ("TRUNCATE appeal_events", "appeal_events_kept"),
        ("UPDATE ticket_events SET note = 'x'", "ticket_events_kept"),
        ("UPDATE routing_decisions SET reason = 'x'", "routing_decisions_kept"),
        ("UPDATE tickets SET state = 'done'", "tickets_state_arc"),
        ("DELETE FROM tickets", "tickets_kept"),
        (
            """
            INSERT INTO tickets (municipality_id, appeal_id, organisation_id, state, urgency, due_at, category_id)
            VALUES (1, 1, 1, 'done', 1, now(), 1)
            """, "tickets_first_state"
        ),
        (
            """
            INSERT INTO appeals (municipality_id, appeal_id, number, channel, kind, identity, registered_at, state,
                closed_at)
            VALUES (1, 999999, '1', 'web', 'message', 'none', now(), 'closed', now())
            """, "appeals_first_state"
        ),
    ])
    func theDatabaseItselfRefuses(statement: String, constraint: String) async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let error = await #expect(throws: PostgresError.self) {
                try await test.pool.withConnection { try await $0.simple(statement) }
            }
            #expect(error?.constraint == constraint)
        }
    }
}
