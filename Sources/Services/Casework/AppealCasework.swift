import Foundation
public import Municipality
import Postgres
import Store

/// Moves appeals from state to state: by coordinators, by residents with their code, and automatically.
public struct AppealCasework: Sendable {
    let town: Town
    let appeals: AppealService

    public init(town: Town) {
        self.town = town
        appeals = AppealService(town: town)
    }

    // MARK: Coordinators

    /// Answers an appeal officially after the work. Every ticket must be finished.
    public func answer(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealContent.textLimit)
        try check.finish()
        return try await move(number, to: .answered, answer: text, clocks: .stop, allTicketsFinished: true, by: actor)
    }

    /// Closes an answered appeal.
    public func close(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        return try await move(number, to: .closed, by: actor)
    }

    /// Rejects an appeal: no contact, obscene, spam.
    /// - Parameter ground: shown to the resident.
    public func reject(_ number: AppealNumber, ground: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let ground = check.requiredText(ground, "ground", limit: 1_000)
        try check.finish()
        return try await end(number, as: .rejected, note: ground, by: actor)
    }

    /// Forwards an appeal to another body that is competent.
    /// - Parameter body: its name, which is shown to the resident.
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

    /// Stores a comment that only staff see.
    public func comment(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.answerAppeals)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealContent.textLimit)
        try check.finish()
        try await town.write(by: actor) { session in
            let appeal = try await appeals.appeal(number, in: session).id
            try await AppealHistoryStore.note(appeal, kind: .comment, text: text, isPublic: false, in: session)
        }
        return try await appeals.view(of: number, by: actor)
    }

    // MARK: The machine

    /// Closes appeals whose answer nobody refuted in time.
    /// - Returns: the number of closed appeals.
    package func closeUnrefuted(limit: Int) async throws -> Int {
        let numbers = try await town.read(by: .worker) { session in
            try await AppealStore.answered(before: RefutationWindow.end(at: session.now), limit: limit, in: session)
        }
        for number in numbers {
            try await town.write(by: .worker) { session in
                try await move(try await locked(number, in: session), to: .closed, in: session)
            }
        }
        return numbers.count
    }
}
