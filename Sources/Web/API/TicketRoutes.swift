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
            access: .staff(.readQueues).or(.link),
            answer: .ok(TicketDetail.self, "The ticket.")
        ) { call in try await call.services.queues.ticket(try call[.ticket], by: call.actor) }
        step("accept", "acceptTicket", "Accepts a queued ticket.", byLink: true) { try await $0.accept($1, by: $2) }
        step("start", "startTicket", "Begins work, or begins again on a refuted ticket.", byLink: true) {
            try await $0.start($1, by: $2)
        }
        step("pause", "pauseTicket", "Pauses the work.", body: .pause) { tickets, ticket, actor, body in
            try await tickets.pause(ticket, ground: body.ground, expectedEnd: body.expectedEnd, by: actor)
        }
        step("resume", "resumeTicket", "Continues the work after a pause.") { try await $0.resume($1, by: $2) }
        step(
            "done",
            "finishTicket",
            "Reports that the work is done.",
            byLink: true,
            body: .note
        ) { tickets, ticket, actor, body in
            try await tickets.done(ticket, note: body.note, by: actor)
        }
        step(
            "return",
            "returnTicket",
            "Returns a ticket for which one is not responsible. It goes to the named organisation, or to triage.",
            byLink: true,
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
        Route(
            .post,
            "/v1/tickets/\(.ticket)/links",
            Operation(
                "issueTicketLink",
                .dispatch,
                """
                Issues a signed link, with which somebody without an account reads, accepts, starts, finishes or returns this \
                ticket and nothing else. It ends early when the ticket is returned.
                """
            ),
            access: .staff(.workTickets),
            body: .newTicketLink,
            answer: .created(IssuedTicketLink.self, "The new link, which is shown only once."),
            conflicts: true
        ) { call, body in
            try await call.services.tickets.issueLink(
                try call[.ticket],
                validHours: body.validHours,
                by: call.actor
            )
        }
    }

    /// A step without a body.
    /// - Parameter byLink: whether the bearer of a signed link may take it.
    private static func step(
        _ name: String,
        _ id: String,
        _ summary: String,
        byLink: Bool = false,
        _ take: @escaping @Sendable (TicketService, TicketID, Actor) async throws -> TicketView
    ) -> Route {
        Route(
            .post,
            "/v1/tickets/\(.ticket)/\(step: name)",
            Operation(id, .dispatch, summary),
            access: byLink ? .staff(.workTickets).or(.link) : .staff(.workTickets),
            answer: .ok(TicketView.self, "The ticket."),
            conflicts: true
        ) { call in try await take(call.services.tickets, try call[.ticket], call.actor) }
    }

    private static func step<Content>(
        _ name: String,
        _ id: String,
        _ summary: String,
        byLink: Bool = false,
        body: Body<Content>,
        _ take: @escaping @Sendable (TicketService, TicketID, Actor, Content) async throws -> TicketView
    ) -> Route {
        Route(
            .post,
            "/v1/tickets/\(.ticket)/\(step: name)",
            Operation(id, .dispatch, summary),
            access: byLink ? .staff(.workTickets).or(.link) : .staff(.workTickets),
            body: body,
            answer: .ok(TicketView.self, "The ticket."),
            conflicts: true
        ) { call, content in try await take(call.services.tickets, try call[.ticket], call.actor, content) }
    }
}
