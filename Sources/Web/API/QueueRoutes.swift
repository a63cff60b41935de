import Foundation
import HTTPTypes
import Municipality
import Services

/// An organisation's queue: its tickets, claiming, and live events.
enum QueueRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .get,
            "/v1/queues/\(.organisation)/tickets",
            Operation(
                "listQueue",
                .dispatch,
                "The tickets of an organisation, most urgent first; by default the open ones."
            ),
            access: .staff(.readQueues),
            parameters: .ticketState,
            .categoryFilter,
            .houseFilter,
            .overdue,
            .after,
            .limit,
            answer: .ok(Page<TicketView>.self, "A page.")
        ) { call in
            var filter = TicketFilter()
            if let state = try call[.ticketState] { filter.states = [state] }
            filter.category = try call[.categoryFilter]
            filter.house = try call[.houseFilter].map(HouseID.init)
            if try call[.overdue] { filter.overdueAt = Date() }
            return try await call.services.queues.list(
                try call[.organisation],
                filter,
                after: try call[.after],
                limit: try call[.limit],
                by: call.actor
            )
        }
        Route(
            .post,
            "/v1/queues/\(.organisation)/claim-next",
            Operation(
                "claimNext",
                .dispatch,
                "Claims the most urgent queued ticket for ten minutes. Two callers never get the same ticket."
            ),
            access: .staff(.workTickets),
            answer: .ok(TicketView.self, "The ticket.", otherwise: "No ticket is free.")
        ) { call in try await call.services.queues.claimNext(in: try call[.organisation], by: call.actor) }
        Route(
            .get,
            "/v1/queues/\(.organisation)/events",
            Operation(
                "followQueue",
                .dispatch,
                """
                The queue live, as server-sent events. `id` is the number of the event in the queue's own sequence, `data` a \
                QueueEvent. A client that reconnects with Last-Event-ID misses nothing.
                """
            ),
            access: .staff(.readQueues),
            parameters: .lastEventID,
            answer: .eventStream("The events, until the server stops.")
        ) { call in
            try await call.services.live.events(
                of: try call[.organisation],
                in: call.services.town,
                after: try call[.lastEventID],
                by: call.actor
            )
        }
    }
}
