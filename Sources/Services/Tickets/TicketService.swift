public import Foundation
public import Municipality
import Postgres
import Store

/// The steps of work on tickets. Each is guarded by the state before it, stored as an event, and sent to the queue's
/// followers.
public struct TicketService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Accepts a queued ticket.
    public func accept(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.queued], to: .accepted, takingOver: true, by: actor)
    }

    /// Begins work on an accepted ticket, or again on one that the resident refuted.
    public func start(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.accepted, .refuted], to: .inProgress, takingOver: true, by: actor) { context in
            if context.appeal.state == .routed || context.appeal.state == .reopened {
                try await context.moveAppeal(to: .inProgress)
            }
        }
    }

    /// Pauses the work.
    /// - Parameters:
    ///   - ground: why.
    ///   - expectedEnd: when work is expected to continue; in the future.
    public func pause(
        _ id: TicketID,
        ground: String,
        expectedEnd: Date,
        by actor: Actor
    ) async throws -> TicketView {
        var check = FieldCheck()
        let ground = check.requiredText(ground, "ground", limit: 1_000)
        if expectedEnd <= town.now { check.fail("expected_end", "must be in the future") }
        if expectedEnd > town.now.addingTimeInterval(366 * 86_400) {
            check.fail("expected_end", "is more than a year ahead")
        }
        try check.finish()
        return try await step(id, from: [.inProgress], to: .paused, note: ground, by: actor) { context in
            let pause = ClockPause(pausedAt: context.session.now, expectedEnd: expectedEnd, ground: ground)
            try await ClockPauseStore.begin(pause, of: .ticket, id.rawValue, in: context.session)
        }
    }

    /// Continues the work after a pause.
    public func resume(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.paused], to: .inProgress, kind: .resumed, by: actor) { context in
            try await ClockPauseStore.end(of: .ticket, [id.rawValue], in: context.session)
        }
    }

    /// Reports that the work is done.
    /// - Parameter note: what was done.
    public func done(_ id: TicketID, note: String, by actor: Actor) async throws -> TicketView {
        var check = FieldCheck()
        let note = check.requiredText(note, "note", limit: AppealContent.textLimit)
        try check.finish()
        return try await step(id, from: [.inProgress], to: .done, note: note, by: actor) { context in
            let open = try await TicketStore.open(of: context.appeal.id, in: context.session)
            guard open.isEmpty else { return }
            try await ClockStore.stop(
                ClockPolicy.codes(waitingFor: .work),
                of: .appeal,
                context.appeal.id.rawValue,
                in: context.session
            )
        }
    }

    /// Stores a comment for those who work on the ticket.
    public func comment(_ id: TicketID, text: String, by actor: Actor) async throws -> TicketView {
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealContent.textLimit)
        try check.finish()
        return try await note(id, kind: .comment, text: text, by: actor)
    }

    /// Releases a claimed ticket before its lease expires.
    public func release(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await note(id, kind: .released, text: nil, by: actor) { context in
            guard context.ticket.leasedBy != nil else { throw ServiceError.conflict("nobody holds the ticket") }
            try requireNotLeased(context.ticket, in: context.session)
            try await TicketStore.release(id, in: context.session)
        }
    }
}
