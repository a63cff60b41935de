public import Foundation
public import Municipality
import Postgres
import Store

/// Reading appeals: what the public, the author and the staff may each see.
public struct AppealService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// What anybody may know. Throws ``ServiceError/notFound(_:)``.
    public func publicView(_ number: AppealNumber) async throws -> PublicAppeal {
        try await town.database.perform { connection in
            PublicAppeal(try await appeal(number, on: connection))
        }
    }

    /// What the author sees, who has the code. A wrong code is told like a number that does not exist.
    public func authorView(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try verify(code, of: number)
        return try await town.database.perform { connection in
            try await view(of: try await appeal(number, on: connection), forStaff: false, on: connection)
        }
    }

    /// What coordinators and administrators see of any appeal, and dispatchers of those with a ticket of theirs.
    public func staffView(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try await town.database.perform { connection in
            let appeal = try await appeal(number, on: connection)
            if case .staff(let member) = actor, let organisation = member.organisation {
                let tickets = try await TicketStore.tickets(of: appeal.id, in: town.id, on: connection)
                guard tickets.contains(where: { $0.organisation == organisation.id }) else {
                    throw ServiceError.notFound("appeal")
                }
            }
            return try await view(of: appeal, forStaff: true, on: connection)
        }
    }

    /// All of the town's appeals that fit, newest first. For coordinators and administrators.
    public func list(
        _ filter: AppealFilter,
        after: String?,
        limit: Int,
        by actor: Actor
    ) async throws -> Page<AppealSummary> {
        try actor.require(.listAppeals)
        let place = try AppealPlace(parsing: after) ?? .newest
        let rows = try await town.database.perform { connection in
            try await AppealStore.list(
                in: town.id,
                state: filter.state,
                category: filter.category,
                organisation: filter.organisation,
                from: filter.registeredFrom,
                to: filter.registeredTo,
                before: (place.registeredAt, place.appeal),
                limit: limit + 1,
                on: connection
            )
        }
        return Page(rows, limit: limit, item: AppealSummary.init) {
            AppealPlace(registeredAt: $0.registeredAt, appeal: $0.id).cursor
        }
    }

    /// Throws ``ServiceError/notFound(_:)`` unless the code is the one of the number.
    func verify(_ code: FollowUpCode, of number: AppealNumber) throws(ServiceError) {
        guard town.numbering.followUpCode(of: number).matches(code) else { throw .notFound("appeal") }
    }

    func appeal(_ number: AppealNumber, on client: some PostgresClient) async throws -> AppealStore.Row {
        guard let id = town.numbering.appeal(of: number),
            let appeal = try await AppealStore.appeal(id, in: town.id, on: client)
        else {
            throw ServiceError.notFound("appeal")
        }
        return appeal
    }

    func view(of appeal: AppealStore.Row, forStaff: Bool, on client: some PostgresClient) async throws -> AppealView {
        var target: AppealStore.Row?
        if appeal.state == .merged,
            let merge = try await MergeStore.current(of: appeal.id, in: town.id, on: client)
        {
            target = try await self.appeal(merge.targetNumber, on: client)
        }
        return AppealView(
            appeal,
            AppealView.Parts(
                clocks: try await AppealClockStore.clocks(of: appeal.id, in: town.id, on: client),
                decision: try await RoutingExplanationStore.decisions(of: appeal.id, in: town.id, on: client).first,
                events: try await AppealHistoryStore.events(
                    of: appeal.id,
                    in: town.id,
                    publicOnly: !forStaff,
                    on: client
                ),
                joined: try await MergeStore.joined(to: appeal.id, in: town.id, on: client),
                target: target,
                tickets: forStaff ? try await TicketStore.tickets(of: appeal.id, in: town.id, on: client) : [],
                contact: forStaff
                    ? try await AppealHistoryStore.contact(of: appeal.id, in: town.id, on: client) : nil
            ),
            forStaff: forStaff
        )
    }
}

/// Which appeals a list shows.
public struct AppealFilter: Sendable {
    public var state: AppealState?
    public var category: String?
    public var organisation: String?
    /// Inclusive.
    public var registeredFrom: Date?
    /// Exclusive.
    public var registeredTo: Date?

    public init(
        state: AppealState? = nil,
        category: String? = nil,
        organisation: String? = nil,
        registeredFrom: Date? = nil,
        registeredTo: Date? = nil
    ) {
        self.state = state
        self.category = category
        self.organisation = organisation
        self.registeredFrom = registeredFrom
        self.registeredTo = registeredTo
    }
}
