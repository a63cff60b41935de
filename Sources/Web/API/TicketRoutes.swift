import HTTPTypes
import Municipality
import Services

/// Tickets and the steps of work on them.
enum TicketRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .get,
            "/v1/tickets/\(.ticket)",
            Operation("showTicket", .dispatch, "A ticket with what is needed to work on it."),
            access: .staff(.readQueues),
            answer: .ok(TicketDetail.self, "The ticket.")
        ) { call in try await call.services.queues.ticket(try call[.ticket], by: call.actor) }
        step("accept", "acceptTicket", "Accepts a queued ticket.") { try await $0.accept($1, by: $2) }
        step("start", "startTicket", "Begins work, or begins again on a refuted ticket.") {
            try await $0.start($1, by: $2)
        }
        step("pause", "pauseTicket", "Pauses the work.", body: .pause) { tickets, ticket, actor, body in
            try await tickets.pause(ticket, ground: body.ground, expectedEnd: body.expectedEnd, by: actor)
        }
        step("resume", "resumeTicket", "Continues the work after a pause.") { try await $0.resume($1, by: $2) }
        step("done", "finishTicket", "Reports that the work is done.", body: .note) { tickets, ticket, actor, body in
            try await tickets.done(ticket, note: body.note, by: actor)
        }
        step(
            "return",
            "returnTicket",
            "Returns a ticket for which one is not responsible. It goes to the named organisation, or to triage.",
            body: .returning
        ) { tickets, ticket, actor, body in
            try await tickets.giveBack(ticket, reason: body.reason, to: body.organisation, by: actor)
        }
        step("release", "releaseTicket", "Releases a claimed ticket.") { try await $0.release($1, by: $2) }
        step(
            "comment",
            "commentTicket",
            "Adds a comment for those who work on the ticket.",
            body: .text
        ) { tickets, ticket, actor, body in
            try await tickets.comment(ticket, text: body.text, by: actor)
        }
    }

    /// A step without a body.
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
