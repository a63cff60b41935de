import Foundation
public import Municipality
import Postgres
import Store

/// Moving appeals along their arcs: by coordinators, by residents with their code, and by the machine.
public struct AppealCasework: Sendable {
    let town: Town
    let appeals: AppealService

    /// Days after the answer in which the resident may refute it; then it stands.
    public static let refutationDays = 7

    public init(town: Town) {
        self.town = town
        appeals = AppealService(town: town)
    }

    // MARK: Coordinators

    /// Answers officially what was worked on. Every ticket must be finished.
    public func answer(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealDraft.textLimit)
        try check.finish()
        return try await move(number, to: .answered, answer: text, by: actor) { appeal, now, transaction in
            let open = try await TicketStore.tickets(of: appeal.id, in: town.id, on: transaction)
                .count(where: \.state.isOpen)
            guard open == 0 else {
                throw ServiceError.conflict("\(open) of its tickets \(open == 1 ? "is" : "are") still open")
            }
            try await AppealClockStore.stop(
                AppealClock.Kind.allCases,
                of: appeal.id,
                in: town.id,
                at: now,
                on: transaction
            )
            return []
        }
    }

    /// Closes what was answered.
    public func close(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        return try await move(number, to: .closed, by: actor)
    }

    /// Refuses an appeal: no contact, obscene, spam.
    /// - Parameter ground: told to the resident.
    public func reject(_ number: AppealNumber, ground: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let ground = check.requiredText(ground, "ground", limit: 1_000)
        try check.finish()
        return try await end(number, as: .rejected, note: ground, by: actor)
    }

    /// Hands an appeal to another body that is competent.
    /// - Parameter body: its name, told to the resident.
    public func forward(
        _ number: AppealNumber,
        to body: String,
        note: String?,
        by actor: Actor
    ) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let body = check.requiredText(body, "to", limit: 300)
        let note = check.text(note, "note", limit: 1_000)
        try check.finish()
        return try await end(number, as: .forwarded, note: note.map { "\(body): \($0)" } ?? body, by: actor)
    }

    /// Keeps a remark that only staff see.
    public func comment(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealDraft.textLimit)
        try check.finish()
        return try await town.database.transaction { transaction in
            let appeal = try await appeals.appeal(number, on: transaction)
            try await AppealHistoryStore.note(
                appeal.id,
                in: town.id,
                kind: "comment",
                text: text,
                isPublic: false,
                user: actor.userID,
                at: town.now,
                on: transaction
            )
            return try await appeals.view(of: appeal, forStaff: true, on: transaction)
        }
    }

    // MARK: The machine

    /// Closes appeals whose answer nobody refuted in time.
    /// - Returns: how many.
    package func closeUnrefuted(limit: Int) async throws -> Int {
        let before = town.now.addingTimeInterval(-Double(Self.refutationDays) * 86_400)
        let numbers = try await town.database.perform { connection in
            try await AppealStore.answered(before: before, in: town.id, limit: limit, on: connection)
        }
        for number in numbers { _ = try await move(number, to: .closed, by: .worker) }
        return numbers.count
    }
}
