import HTTPTypes
import Municipality
import Services

/// Tickets, step by step.
enum TicketRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .get,
            "/v1/tickets/\(.ticket)",
            Operation("showTicket", .dispatch, "A ticket with what the crew needs."),
            access: .staff(.readQueues),
            answer: .ok(TicketDetail.self, "The ticket.")
        ) { call in try await call.services.queues.ticket(try call[.ticket], by: call.actor) }
        step("accept", "acceptTicket", "Takes a queued ticket on.") { try await $0.accept($1, by: $2) }
        step("start", "startTicket", "Work begins, or begins again on what was refuted.") {
            try await $0.start($1, by: $2)
        }
        step("pause", "pauseTicket", "Work stops for a while.", body: .pause) { tickets, ticket, actor, body in
            try await tickets.pause(ticket, ground: body.ground, expectedEnd: body.expectedEnd, by: actor)
        }
        step("resume", "resumeTicket", "Work goes on after a pause.") { try await $0.resume($1, by: $2) }
        step("done", "finishTicket", "The work is done.", body: .note) { tickets, ticket, actor, body in
            try await tickets.done(ticket, note: body.note, by: actor)
        }
        step(
            "return",
            "returnTicket",
            "Gives a ticket back as not one's own. It goes to the organisation named, or to triage.",
            body: .returning
        ) { tickets, ticket, actor, body in
            try await tickets.giveBack(ticket, reason: body.reason, to: body.organisation, by: actor)
        }
        step("release", "releaseTicket", "Lets a claimed ticket go.") { try await $0.release($1, by: $2) }
        step(
            "comment",
            "commentTicket",
            "Keeps a remark for those who work on it.",
            body: .text
        ) { tickets, ticket, actor, body in
            try await tickets.comment(ticket, text: body.text, by: actor)
        }
    }

    /// A step that needs no body.
    private static func step(
        _ name: String,
        _ id: String,
        _ summary: String,
        _ take: @escaping @Sendable (TicketService, TicketID, Actor) async throws -> TicketView
    ) -> Route {
        Route(
            .post,
            "/v1/tickets/\(.ticket)/\(step: name)",
            Operation(id, .dispatch, summary),
            access: .staff(.workTickets),
            answer: .ok(TicketView.self, "The ticket."),
            conflicts: true
        ) { call in try await take(call.services.tickets, try call[.ticket], call.actor) }
    }

    private static func step<Content>(
        _ name: String,
        _ id: String,
        _ summary: String,
        body: Body<Content>,
        _ take: @escaping @Sendable (TicketService, TicketID, Actor, Content) async throws -> TicketView
    ) -> Route {
        Route(
            .post,
            "/v1/tickets/\(.ticket)/\(step: name)",
            Operation(id, .dispatch, summary),
            access: .staff(.workTickets),
            body: body,
            answer: .ok(TicketView.self, "The ticket."),
            conflicts: true
        ) { call, content in try await take(call.services.tickets, try call[.ticket], call.actor, content) }
    }
}
