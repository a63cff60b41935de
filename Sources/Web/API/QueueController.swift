import Foundation
import HTTPTypes
import Hummingbird
import Municipality
import Services

/// An organisation's queue: listed, claimed from, and live.
struct QueueController: Sendable {
    let town: Town
    let queues: QueueService
    let live: LiveQueues

    var routes: [Route] {
        [
            .get("/v1/queues/{organisation}/tickets", list),
            .post("/v1/queues/{organisation}/claim-next", claimNext),
            .get("/v1/queues/{organisation}/events", events),
        ]
    }

    @Sendable func list(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        var filter = TicketFilter()
        if let state = try call.query("state", TicketState.allCases) { filter.states = [state] }
        filter.category = try call.query("category")
        filter.house = try call.queryInteger("house_id").map(HouseID.init)
        if try call.queryFlag("overdue") { filter.overdueAt = Date() }
        return try JSON.response(
            try await queues.list(
                try call.text("organisation"),
                filter,
                after: try call.after(),
                limit: try call.limit(),
                by: actor
            )
        )
    }

    /// 204 when no ticket is free.
    @Sendable func claimNext(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        guard let ticket = try await queues.claimNext(in: try call.text("organisation"), by: actor) else {
            return Response(status: .noContent)
        }
        return try JSON.response(ticket)
    }

    @Sendable func events(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        var lastSeen: Int64?
        if let header = call.request.headers[.lastEventID] {
            guard let number = Int64(header) else {
                throw Problem.parameter("Last-Event-ID", "is not the number of an event")
            }
            lastSeen = number
        }
        let events = try await live.events(
            of: try call.text("organisation"),
            in: town,
            after: lastSeen,
            by: actor
        )
        return EventStream.response(events)
    }
}
