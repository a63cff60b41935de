import Foundation
public import Municipality
import Postgres
import Store

/// Joining appeals about the same thing: one is worked on and answered, the authors of all hear of it.
extension AppealCasework {
    /// States in which others may join an appeal: its work is not over.
    static let joinable: [AppealState] = [.registered, .triage, .routed, .inProgress, .reopened]

    /// Joins an appeal to another. Its tickets are cancelled and its clocks stop; the other one gets those of its clocks
    /// that run out earlier, and its open tickets are due by them.
    ///
    /// For coordinators and administrators; for dispatchers where both appeals are with their organisation.
    public func merge(_ number: AppealNumber, into target: AppealNumber, by actor: Actor) async throws -> AppealView {
        try await merge(number, into: target, by: actor) { both, _ in
            try Self.require(actor, worksOn: both.appeal, both.target)
        }
    }

    /// As ``merge(_:into:by:)``, by the author of the appeal that joins; only where the two are alike, since he will read
    /// the answer to the other.
    public func merge(
        _ number: AppealNumber,
        into target: AppealNumber,
        code: FollowUpCode
    ) async throws -> AppealView {
        try appeals.verify(code, of: number)
        return try await merge(number, into: target, by: nil) { both, transaction in
            let alike = try await DuplicateFinder(town: town).alike(to: both.appeal, on: transaction)
            guard alike.contains(where: { $0.number == target }) else {
                throw ServiceError.conflict("the two are not alike enough; a coordinator may join them")
            }
        }
    }

    /// Takes an appeal out again: it waits in triage with its clocks running as if they had not stopped, and the other one
    /// loses the clocks that it brought.
    public func unmerge(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try await unmerge(number, by: actor) { both in
            try Self.require(actor, worksOn: both.target)
        }
    }

    /// As ``unmerge(_:by:)``, by the author, who need not agree that it is the same matter; not when the other appeal was
    /// closed too long ago.
    public func unmerge(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try appeals.verify(code, of: number)
        let now = town.now
        return try await unmerge(number, by: nil) { both in
            try requireWithinWindow(of: both.target.closedAt, now: now)
        }
    }

    // MARK: Both, locked

    typealias Both = (appeal: AppealStore.Row, target: AppealStore.Row)

    /// - Parameter actor: nil for the author.
    private func merge(
        _ number: AppealNumber,
        into target: AppealNumber,
        by actor: Actor?,
        check: (Both, PostgresTransaction) async throws -> Void
    ) async throws -> AppealView {
        guard number != target else { throw ServiceError.invalid("into", "is the appeal itself") }
        let now = town.now
        return try await town.database.transaction { transaction in
            let both = try await lock(number, target, on: transaction)
            try await check(both, transaction)
            guard Self.joinable.contains(both.target.state) else {
                throw ServiceError.conflict("the appeal \(target) is \(both.target.state.rawValue)")
            }
            let joined = try await MergeStore.joined(to: both.appeal.id, in: town.id, on: transaction).count
            guard joined == 0 else {
                throw ServiceError.conflict("\(joined) joined the appeal \(number): join the other way round")
            }
            try await move(
                both.appeal,
                to: .merged,
                kind: AppealState.merged.rawValue,
                note: target.description,
                by: actor,
                at: now,
                on: transaction
            )
            try await AppealClockStore.lend(both.appeal.id, to: both.target.id, in: town.id, on: transaction)
            var events = try await stopWork(
                on: both.appeal,
                note: target.description,
                by: actor?.userID,
                at: now,
                on: transaction
            )
            try await MergeStore.add(
                both.appeal.id,
                into: both.target.id,
                in: town.id,
                user: actor?.userID,
                at: now,
                on: transaction
            )
            events += try await tell(both, "joined", by: actor?.userID, at: now, on: transaction)
            try await TicketEventStore.append(events, in: town.id, at: now, on: transaction)
            return try await view(number, by: actor, on: transaction)
        }
    }

    private func unmerge(
        _ number: AppealNumber,
        by actor: Actor?,
        check: (Both) throws -> Void
    ) async throws -> AppealView {
        let now = town.now
        return try await town.database.transaction { transaction in
            let found = try await appeals.appeal(number, on: transaction)
            guard let merge = try await MergeStore.current(of: found.id, in: town.id, on: transaction) else {
                throw ServiceError.conflict("the appeal is \(found.state.rawValue)")
            }
            let both = try await lock(number, merge.targetNumber, on: transaction)
            guard both.appeal.state == .merged,
                try await MergeStore.current(of: found.id, in: town.id, on: transaction)?.id == merge.id
            else { throw ServiceError.conflict("the appeal changed meanwhile") }
            try check(both)
            try await MergeStore.undo(merge.id, in: town.id, user: actor?.userID, at: now, on: transaction)
            try await AppealClockStore.resume(
                of: both.appeal.id,
                in: town.id,
                stoppedSince: merge.mergedAt,
                on: transaction
            )
            try await AppealClockStore.takeBack(both.appeal.id, from: both.target.id, in: town.id, on: transaction)
            let events = try await tell(both, "separated", by: actor?.userID, at: now, on: transaction)
            let category = try await CatalogueStore.lookUp(
                organisation: nil,
                category: both.appeal.category,
                in: town.id,
                on: transaction
            ).category
            try await RoutedAppeals.store(
                [
                    RoutingDecisionStore.Row(
                        appeal: both.appeal.id,
                        from: .merged,
                        decision: .triage(.unmerged),
                        category: category,
                        isNewCategory: false,
                        house: both.appeal.house,
                        user: actor?.userID
                    )
                ],
                in: town.id,
                at: now,
                after: events,
                on: transaction
            )
            return try await view(number, by: actor, on: transaction)
        }
    }

    private func lock(
        _ number: AppealNumber,
        _ target: AppealNumber,
        on transaction: PostgresTransaction
    ) async throws -> Both {
        let ids = [number, target].compactMap(town.numbering.appeal(of:))
        let rows = try await AppealStore.lock(ids, in: town.id, on: transaction)
        guard let appeal = rows.first(where: { $0.number == number }) else { throw ServiceError.notFound("appeal") }
        guard let target = rows.first(where: { $0.number == target }) else {
            throw ServiceError.invalid("into", "the town has no such appeal")
        }
        return (appeal, target)
    }

    /// Keeps in the target's history that an appeal joined it or left it, and gives the same for its open tickets, which
    /// are due anew.
    private func tell(
        _ both: Both,
        _ kind: String,
        by user: UserID?,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws -> [TicketEventStore.Row] {
        try await AppealHistoryStore.note(
            both.target.id,
            in: town.id,
            kind: kind,
            text: nil,
            isPublic: true,
            user: user,
            at: now,
            on: transaction
        )
        try await TicketStore.setDue(of: both.target.id, in: town.id, on: transaction)
        return try await TicketStore.tickets(of: both.target.id, in: town.id, on: transaction)
            .filter(\.state.isOpen)
            .map {
                TicketEventStore.Row(
                    organisation: $0.organisation,
                    ticket: $0.id,
                    kind: kind,
                    user: user,
                    note: both.appeal.number.description
                )
            }
    }

    /// Dispatchers only touch what is with their organisation.
    private static func require(_ actor: Actor, worksOn appeals: AppealStore.Row...) throws(ServiceError) {
        guard case .staff(let member) = actor, member.role.belongsToOrganisation else { return }
        guard let organisation = member.organisation,
            appeals.allSatisfy({ $0.organisation == organisation.code.rawValue })
        else { throw .forbidden("both appeals must be with your organisation") }
    }

    private func view(
        _ number: AppealNumber,
        by actor: Actor?,
        on client: some PostgresClient
    ) async throws -> AppealView {
        try await appeals.view(
            of: try await appeals.appeal(number, on: client),
            forStaff: actor != nil,
            on: client
        )
    }
}
