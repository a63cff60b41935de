public import Municipality
import Store

/// Merging appeals about the same thing: one is worked on and answered, and all authors see the answer.
extension AppealCasework {
    /// Merges an appeal into another. Its tickets are cancelled and its clocks stop. The other one inherits those of
    /// its clocks that expire earlier, and its open tickets get due times by them.
    ///
    /// For coordinators and administrators; for dispatchers if their organisation has both appeals.
    public func merge(_ number: AppealNumber, into target: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.mergeAppeals)
        return try await merge(number, into: target, by: actor) { both, _ in
            try Self.require(actor, worksOn: both.appeal, both.target)
        }
    }

    /// Like ``merge(_:into:by:)``, by the author of the merged appeal. Only if the two are similar, because the author
    /// will read the answer to the other one.
    public func merge(
        _ number: AppealNumber,
        into target: AppealNumber,
        code: FollowUpCode
    ) async throws -> AppealView {
        try await appeals.verify(code, of: number)
        return try await merge(number, into: target, by: .author(number)) { both, session in
            let alike = try await DuplicateFinder(catalogue: try await town.catalogue(in: session))
                .alike(to: both.appeal, in: session)
            guard alike.contains(where: { $0.number == target }) else {
                throw ServiceError.conflict("the two are not similar enough; only a coordinator can merge them")
            }
        }
    }

    /// Separates a merged appeal: it waits in triage with its clocks running as if they had not stopped, and the other
    /// appeal loses the clocks that it inherited.
    ///
    /// For the same actors as ``merge(_:into:by:)``.
    public func unmerge(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.mergeAppeals)
        return try await unmerge(number, by: actor) { both, _ in
            try Self.require(actor, worksOn: both.appeal, both.target)
        }
    }

    /// Like ``unmerge(_:by:)``, by the author, who may disagree that it is the same matter. Refused when the other
    /// appeal was closed too long ago.
    public func unmerge(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try await appeals.verify(code, of: number)
        return try await unmerge(number, by: .author(number)) { both, session in
            try requireWithinWindow(of: both.target.closedAt, now: session.now)
        }
    }

    // MARK: Both, locked

    typealias Both = (appeal: AppealStore.Row, target: AppealStore.Row)

    private func merge(
        _ number: AppealNumber,
        into target: AppealNumber,
        by actor: Actor,
        check: (Both, TownSession) async throws -> Void
    ) async throws -> AppealView {
        guard number != target else { throw ServiceError.invalid("into", "is the appeal itself") }
        try await town.write(by: actor) { session in
            let both = try await lock(number, target, in: session)
            try await check(both, session)
            guard AppealState.joinable.contains(both.target.state) else {
                throw ServiceError.conflict("the appeal \(target) is \(both.target.state.rawValue)")
            }
            let joined = try await MergeStore.count(joinedTo: both.appeal.id, in: session)
            guard joined == 0 else {
                throw ServiceError.conflict("\(number) has a merged appeal: merge the other way round")
            }
            // Before the clocks stop, because the target inherits those that expire before its own.
            try await ClockStore.lend(both.appeal.id, to: both.target.id, in: session)
            try await move(both.appeal, to: .merged, note: target.description, clocks: .stop, in: session)
            try await cancelTickets(of: both.appeal, note: target.description, in: session)
            try await MergeStore.add(both.appeal.id, into: both.target.id, in: session)
            try await tellTarget(both, .joined, .joined, in: session)
        }
        return try await appeals.view(of: number, by: actor)
    }

    private func unmerge(
        _ number: AppealNumber,
        by actor: Actor,
        check: (Both, TownSession) throws -> Void
    ) async throws -> AppealView {
        try await town.write(by: actor) { session in
            let found = try await appeals.appeal(number, in: session)
            guard let merge = try await MergeStore.current(of: found.id, in: session) else {
                throw ServiceError.conflict("the appeal is \(found.state.rawValue)")
            }
            let both = try await lock(number, merge.targetNumber, in: session)
            guard both.appeal.state == .merged,
                try await MergeStore.current(of: found.id, in: session)?.id == merge.id
            else { throw ServiceError.conflict("the appeal changed meanwhile") }
            try check(both, session)
            try await MergeStore.undo(merge.id, in: session)
            try await ClockStore.resume(of: both.appeal.id, stoppedSince: merge.mergedAt, in: session)
            try await ClockStore.takeBack(both.appeal.id, from: both.target.id, in: session)
            try await tellTarget(both, .separated, .separated, in: session)
            try await RoutedAppeal(both.appeal, decision: .triage(.unmerged), category: both.appeal.category)
                .store(catalogue: try await town.catalogue(in: session), in: session)
        }
        return try await appeals.view(of: number, by: actor)
    }

    private func lock(
        _ number: AppealNumber,
        _ target: AppealNumber,
        in session: TownSession
    ) async throws -> Both {
        let ids = [number, target].compactMap(town.numbering.appeal(of:))
        let rows = try await AppealStore.lock(ids, in: session)
        guard let appeal = rows.first(where: { $0.number == number }) else { throw ServiceError.notFound("appeal") }
        guard let target = rows.first(where: { $0.number == target }) else {
            throw ServiceError.invalid("into", "does not exist in the town")
        }
        return (appeal, target)
    }

    /// Stores in the target's history that an appeal was merged into it or separated, publishes the same for its open
    /// tickets, and sets their due times again.
    private func tellTarget(
        _ both: Both,
        _ kind: AppealEventKind,
        _ ticketKind: TicketEventKind,
        in session: TownSession
    ) async throws {
        try await AppealHistoryStore.note(both.target.id, kind: kind, text: nil, isPublic: true, in: session)
        let open = try await OpenTickets.renewDue(
            of: both.target.id,
            registeredAt: both.target.registeredAt,
            catalogue: try await town.catalogue(in: session),
            in: session
        )
        session.publish(
            open.map {
                NewTicketEvent(
                    organisation: $0.organisation,
                    ticket: $0.ticket,
                    kind: ticketKind,
                    note: both.appeal.number.description
                )
            }
        )
    }

    /// Members of an organisation may only work on appeals of their organisation.
    private static func require(_ actor: Actor, worksOn appeals: AppealStore.Row...) throws(ServiceError) {
        guard let organisation = actor.organisation else { return }
        guard appeals.allSatisfy({ $0.organisation == organisation.code.rawValue }) else {
            throw .forbidden("both appeals must be with your organisation")
        }
    }
}
