import Foundation
import Hummingbird
import Municipality
import Services

/// Tickets, step by step.
struct TicketController: Sendable {
    let queues: QueueService
    let tickets: TicketService

    var routes: [Route] {
        [
            .get("/v1/tickets/{ticket_id}", show),
            .post("/v1/tickets/{ticket_id}/accept", step { try await tickets.accept($0, by: $1) }),
            .post("/v1/tickets/{ticket_id}/start", step { try await tickets.start($0, by: $1) }),
            .post("/v1/tickets/{ticket_id}/pause", pause),
            .post("/v1/tickets/{ticket_id}/resume", step { try await tickets.resume($0, by: $1) }),
            .post("/v1/tickets/{ticket_id}/done", done),
            .post("/v1/tickets/{ticket_id}/return", giveBack),
            .post("/v1/tickets/{ticket_id}/release", step { try await tickets.release($0, by: $1) }),
            .post("/v1/tickets/{ticket_id}/comment", comment),
        ]
    }

    @Sendable func show(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await queues.ticket(try Self.id(call), by: actor))
    }

    /// A step that needs no body.
    private func step(
        _ take: @escaping @Sendable (TicketID, Actor) async throws -> TicketView
    ) -> @Sendable (Call) async throws -> Response {
        { call in
            let actor = try await call.actor()
            return try JSON.response(try await take(try Self.id(call), actor))
        }
    }

    @Sendable func pause(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let ground: String
            let expectedEnd: Date

            enum CodingKeys: String, CodingKey {
                case ground
                case expectedEnd = "expected_end"
            }
        }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(
            try await tickets.pause(
                try Self.id(call),
                ground: body.ground,
                expectedEnd: body.expectedEnd,
                by: actor
            )
        )
    }

    @Sendable func done(_ call: Call) async throws -> Response {
        struct Body: Decodable { let note: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(try await tickets.done(try Self.id(call), note: body.note, by: actor))
    }

    @Sendable func giveBack(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let reason: String
            let organisation: String?
        }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(
            try await tickets.giveBack(
                try Self.id(call),
                reason: body.reason,
                to: body.organisation,
                by: actor
            )
        )
    }

    @Sendable func comment(_ call: Call) async throws -> Response {
        struct Body: Decodable { let text: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(try await tickets.comment(try Self.id(call), text: body.text, by: actor))
    }

    private static func id(_ call: Call) throws -> TicketID {
        TicketID(rawValue: try call.integer("ticket_id"))
    }
}
