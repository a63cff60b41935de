import Foundation
public import Municipality
import Postgres
import Store

/// What authors decide, who have the code. One whose appeal joined another decides about that one.
extension AppealCasework {
    /// The resident agrees that it is done. Of an appeal that joined another it is kept; the other closes by its own author
    /// or by time.
    public func confirm(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try appeals.verify(code, of: number)
        let now = town.now
        return try await town.database.transaction { transaction in
            let appeal = try await locked(number, on: transaction)
            if let merge = try await MergeStore.current(of: appeal.id, in: town.id, on: transaction) {
                let target = try await appeals.appeal(merge.targetNumber, on: transaction)
                guard target.state == .answered else {
                    throw ServiceError.conflict("the appeal that it joined is \(target.state.rawValue)")
                }
                try await note(appeal, "confirmed", at: now, on: transaction)
            } else {
                try await move(appeal, to: .closed, kind: "confirmed", note: nil, by: nil, at: now, on: transaction)
                let events = try await moveTickets(
                    of: appeal,
                    from: [.done],
                    to: .confirmed,
                    by: nil,
                    at: now,
                    on: transaction
                )
                try await TicketEventStore.append(events, in: town.id, at: now, on: transaction)
            }
            return try await authorView(number, on: transaction)
        }
    }

    /// The resident says that it is not done: the appeal, or the one that it joined, opens again, its clocks run on, the
    /// tickets go back.
    public func refute(_ number: AppealNumber, code: FollowUpCode, note words: String) async throws -> AppealView {
        try appeals.verify(code, of: number)
        var check = FieldCheck()
        let words = check.requiredText(words, "note", limit: AppealDraft.textLimit)
        try check.finish()
        let now = town.now
        return try await town.database.transaction { transaction in
            let found = try await appeals.appeal(number, on: transaction)
            let merge = try await MergeStore.current(of: found.id, in: town.id, on: transaction)
            let appeal = try await locked(merge?.targetNumber ?? number, on: transaction)
            // Whoever joins or separates appeals has both locked.
            guard try await MergeStore.current(of: found.id, in: town.id, on: transaction)?.id == merge?.id else {
                throw ServiceError.conflict("the appeal changed meanwhile")
            }
            if merge != nil {
                // His own words stay with his own appeal.
                try await note(found, "refuted", words, at: now, on: transaction)
            }
            try await move(
                appeal,
                to: .reopened,
                kind: AppealState.reopened.rawValue,
                note: merge == nil ? words : nil,
                by: nil,
                at: now,
                on: transaction
            )
            try requireWithinWindow(of: appeal.answeredAt, now: now)
            try await AppealClockStore.resume(of: appeal.id, in: town.id, on: transaction)
            let events = try await moveTickets(
                of: appeal,
                from: [.done],
                to: .refuted,
                note: words,
                by: nil,
                at: now,
                on: transaction
            )
            try await TicketEventStore.append(events, in: town.id, at: now, on: transaction)
            return try await authorView(number, on: transaction)
        }
    }

    /// The resident takes the appeal back.
    public func withdraw(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try appeals.verify(code, of: number)
        return try await end(number, as: .withdrawn, by: nil)
    }

    /// Throws when the days to refute are over.
    func requireWithinWindow(of end: Date?, now: Date) throws(ServiceError) {
        guard let end, now > end.addingTimeInterval(Double(Self.refutationDays) * 86_400) else { return }
        throw .conflict("the \(Self.refutationDays) days to refute the answer are over")
    }

    private func locked(_ number: AppealNumber, on transaction: PostgresTransaction) async throws -> AppealStore.Row {
        guard let id = town.numbering.appeal(of: number),
            let appeal = try await AppealStore.lock(id, in: town.id, on: transaction)
        else {
            throw ServiceError.notFound("appeal")
        }
        return appeal
    }

    private func note(
        _ appeal: AppealStore.Row,
        _ kind: String,
        _ text: String? = nil,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws {
        try await AppealHistoryStore.note(
            appeal.id,
            in: town.id,
            kind: kind,
            text: text,
            isPublic: true,
            user: nil,
            at: now,
            on: transaction
        )
    }

    private func authorView(_ number: AppealNumber, on client: some PostgresClient) async throws -> AppealView {
        try await appeals.view(of: try await appeals.appeal(number, on: client), forStaff: false, on: client)
    }
}
