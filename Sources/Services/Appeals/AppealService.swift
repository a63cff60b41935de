public import Foundation
public import Municipality
import Postgres
import Store

/// Reads appeals: the public, the author and the staff may each see different parts.
public struct AppealService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// The public part. Throws ``ServiceError/notFound(_:)``.
    public func publicView(_ number: AppealNumber) async throws -> PublicAppeal {
        try await town.read(by: .anybody) { session in
            let appeal = try await appeal(number, in: session)
            return PublicAppeal(appeal, try await town.catalogue(knowing: [appeal.category], in: session))
        }
    }

    /// What the author may see with the code. Throws ``ServiceError/wrongCode`` for another appeal's code.
    public func authorView(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try await verify(code, of: number)
        return try await view(of: number, by: .author(number))
    }

    /// What the staff may see. Members of an organisation see only appeals with a ticket of their organisation.
    public func staffView(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.readAppeals)
        return try await view(of: number, by: actor)
    }

    /// All of the town's appeals that match, newest first. For coordinators and administrators.
    public func list(
        _ filter: AppealFilter,
        after: String?,
        limit: Int,
        by actor: Actor
    ) async throws -> Page<AppealSummary> {
        try actor.require(.listAppeals)
        let place = try AppealPlace(parsing: after) ?? .newest
        let (rows, catalogue) = try await town.read(by: actor) { session -> ([AppealStore.Summary], Catalogue) in
            let catalogue = try await town.catalogue(in: session)
            let category = filter.category.flatMap { catalogue[$0]?.id }
            // A category that does not exist has no appeals.
            guard filter.category == nil || category != nil else { return ([], catalogue) }
            let rows = try await AppealStore.list(
                state: filter.state,
                category: category,
                organisation: filter.organisation,
                from: filter.registeredFrom,
                to: filter.registeredTo,
                before: (place.registeredAt, place.appeal),
                limit: limit + 1,
                in: session
            )
            return (rows, catalogue)
        }
        return Page(rows, limit: limit, item: { AppealSummary($0, catalogue) }) {
            AppealPlace(registeredAt: $0.registeredAt, appeal: $0.id).cursor
        }
    }

    func appeal(_ number: AppealNumber, in session: TownSession) async throws -> AppealStore.Row {
        guard let appeal = try await AppealStore.appeal(id(of: number), in: session) else {
            throw ServiceError.notFound("appeal")
        }
        return appeal
    }

    /// The internal id of the number, whether or not there is such an appeal.
    func id(of number: AppealNumber) throws(ServiceError) -> AppealID {
        guard let id = town.numbering.appeal(of: number) else { throw .notFound("appeal") }
        return id
    }

    /// Everything that the actor may see of an appeal, in its present state.
    func view(of number: AppealNumber, by actor: Actor) async throws -> AppealView {
        let (file, catalogue) = try await town.read(by: actor) { session in
            let found = try await AppealFileStore.file(of: id(of: number), publicOnly: !actor.isStaff, in: session)
            guard let file = found else { throw ServiceError.notFound("appeal") }
            let categories = [file.appeal.category, file.decision?.category]
            return (file, try await town.catalogue(knowing: categories, in: session))
        }
        if let organisation = actor.organisation {
            guard file.tickets.contains(where: { $0.organisation == organisation.id }) else {
                throw ServiceError.notFound("appeal")
            }
        }
        return AppealView(file, catalogue, for: actor)
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
