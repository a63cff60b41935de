import Foundation
public import Municipality
import Store

/// What authors decide with their code. The author of a merged appeal decides about the appeal it was merged into.
extension AppealCasework {
    /// The author agrees that the work is done. For a merged appeal only the event is stored; the other appeal is
    /// closed by its own author or after the window.
    public func confirm(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try await appeals.verify(code, of: number)
        try await town.write(by: .author(number)) { session in
            let both = try await lockedWithTarget(number, in: session)
            if let target = both.target {
                guard target.state == .answered else {
                    throw ServiceError.conflict("the appeal that it was merged into is \(target.state.rawValue)")
                }
                try await note(both.appeal, .confirmed, in: session)
            } else {
                try await move(both.appeal, to: .closed, kind: .confirmed, in: session)
                try await moveTickets(of: both.appeal, from: [.done], to: .confirmed, in: session)
            }
        }
        return try await appeals.view(of: number, by: .author(number))
    }

    /// The author says that the work is not done. The appeal, or the one that it was merged into, opens again, its
    /// clocks continue, and its tickets return to the queue.
    public func refute(_ number: AppealNumber, code: FollowUpCode, note words: String) async throws -> AppealView {
        try await appeals.verify(code, of: number)
        var check = FieldCheck()
        let words = check.requiredText(words, "note", limit: AppealContent.textLimit)
        try check.finish()
        try await town.write(by: .author(number)) { session in
            let both = try await lockedWithTarget(number, in: session)
            let appeal = both.target ?? both.appeal
            guard appeal.state.exits.contains(.reopened) else {
                throw ServiceError.conflict("the appeal is \(appeal.state.rawValue)")
            }
            try requireWithinWindow(of: appeal.answeredAt, now: session.now)
            // An author's own words stay with the author's own appeal.
            if both.target != nil { try await note(both.appeal, .refuted, words, in: session) }
            try await move(
                appeal,
                to: .reopened,
                note: both.target == nil ? words : nil,
                clocks: .resume,
                in: session
            )
            try await moveTickets(of: appeal, from: [.done], to: .refuted, note: words, in: session)
        }
        return try await appeals.view(of: number, by: .author(number))
    }

    /// The author withdraws the appeal.
    public func withdraw(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try await appeals.verify(code, of: number)
        return try await end(number, as: .withdrawn, by: .author(number))
    }

    /// Throws when the time to refute is over.
    func requireWithinWindow(of answer: Date?, now: Date) throws(ServiceError) {
        guard let answer, !RefutationWindow.isOpen(since: answer, at: now) else { return }
        throw .conflict("the \(RefutationWindow.days) days to refute the answer are over")
    }

    /// Locks an appeal and the one that it was merged into, if any.
    private func lockedWithTarget(
        _ number: AppealNumber,
        in session: TownSession
    ) async throws -> (appeal: AppealStore.Row, target: AppealStore.Row?) {
        guard let id = town.numbering.appeal(of: number) else { throw ServiceError.notFound("appeal") }
        let rows = try await AppealStore.lockWithTarget(id, in: session)
        guard let appeal = rows.first(where: { $0.id == id }) else { throw ServiceError.notFound("appeal") }
        let target = rows.first { $0.id != id }
        guard appeal.state == .merged || target != nil else { return (appeal, nil) }
        // Merging and separating lock both appeals, so what is read now is valid until the end of the transaction.
        guard try await MergeStore.current(of: id, in: session)?.target == target?.id else {
            throw ServiceError.conflict("the appeal changed meanwhile")
        }
        return (appeal, target)
    }

    private func note(
        _ appeal: AppealStore.Row,
        _ kind: AppealEventKind,
        _ text: String? = nil,
        in session: TownSession
    ) async throws {
        try await AppealHistoryStore.note(appeal.id, kind: kind, text: text, isPublic: true, in: session)
    }
}
