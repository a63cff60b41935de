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
        try await town.read(by: .anybody) { session in
            PublicAppeal(try await appeal(number, in: session))
        }
    }

    /// What the author sees, who has the code. A wrong code is told like a number that does not exist.
    public func authorView(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try verify(code, of: number)
        return try await view(of: number, by: .author(number))
    }

    /// What the staff see: those who belong to an organisation only appeals with a ticket of theirs.
    public func staffView(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.readAppeals)
        return try await view(of: number, by: actor)
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
        let rows = try await town.read(by: actor) { session in
            try await AppealStore.list(
                state: filter.state,
                category: filter.category,
                organisation: filter.organisation,
                from: filter.registeredFrom,
                to: filter.registeredTo,
                before: (place.registeredAt, place.appeal),
                limit: limit + 1,
                in: session
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

    func appeal(_ number: AppealNumber, in session: TownSession) async throws -> AppealStore.Row {
        guard let appeal = try await AppealStore.appeal(id(of: number), in: session) else {
            throw ServiceError.notFound("appeal")
        }
        return appeal
    }

    /// The number's internal key, whether or not there is such an appeal.
    func id(of number: AppealNumber) throws(ServiceError) -> AppealID {
        guard let id = town.numbering.appeal(of: number) else { throw .notFound("appeal") }
        return id
    }

    /// All that the actor may see of an appeal, as it stands now.
    func view(of number: AppealNumber, by actor: Actor) async throws -> AppealView {
        let file = try await town.read(by: actor) { session in
            try await AppealFileStore.file(of: id(of: number), publicOnly: !actor.isStaff, in: session)
        }
        guard let file else { throw ServiceError.notFound("appeal") }
        if let organisation = actor.organisation {
            guard file.tickets.contains(where: { $0.organisation == organisation.id }) else {
                throw ServiceError.notFound("appeal")
            }
        }
        return AppealView(file, for: actor)
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
