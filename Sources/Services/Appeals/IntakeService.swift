import Addresses
public import Foundation
public import Municipality
import Postgres
import Store

/// Takes in a town's appeals: validates them, has them stored durably, and answers after the commit.
public struct IntakeService: Sendable {
    private let town: Town
    private let intake: Intake

    /// - Parameter intake: of the process.
    public init(town: Town, intake: Intake) {
        self.town = town
        self.intake = intake
    }

    /// Validates an appeal and stores it with its clocks, first event and route job. Returns once all of it is durable.
    ///
    /// - Parameters:
    ///   - idempotencyKey: a repeated request with the same key gets the receipt of the first.
    ///   - bodyHash: SHA-256 of the request's body, which must be the same when the key is used again.
    ///   - actor: who registers it. An unknown person is recorded as its author.
    /// - Throws: ``ServiceError/forbidden(_:)`` for an integration that may not register appeals,
    ///   ``ServiceError/invalid(_:)`` with every problem found, ``ServiceError/conflict(_:)`` for a key used with
    ///   another body, ``ServiceError/unavailable(retryAfterSeconds:)`` when the appeal may not have been stored.
    public func submit(
        _ submission: AppealSubmission,
        idempotencyKey: IdempotencyKey?,
        bodyHash: [UInt8],
        by actor: Actor = .anybody,
        now: Date
    ) async throws -> AppealReceipt {
        // Anybody may submit their own appeal, but an integration submits for others.
        if case .integration = actor { try actor.require(.registerCalls) }
        var appeal = try NewAppeal(
            parsing: submission,
            catalogue: try await catalogue(for: submission),
            map: submission.location == nil ? nil : try await town.database.addressBooks.recent(of: town).map,
            by: actor,
            in: town.timeZone,
            now: now
        )
        appeal.resident = appeal.contact.key.map { UUID(bytes: town.numbering.residentKey(of: $0)) }
        let requestHash = Bytea(bodyHash)
        let reply = try await intake.store(
            IntakeStore.NewEntry(appeal, by: actor, idempotencyKey: idempotencyKey?.text, requestHash: requestHash),
            of: town
        )
        switch reply.outcome {
        case .stored:
            return AppealReceipt(
                number: reply.number,
                numbering: town.numbering,
                registeredAt: appeal.registeredAt,
                clocks: appeal.clocks
            )
        case .unknownHouse: throw ServiceError.invalid("house_id", "does not exist in the town")
        case .keyUsed: return try await receipt(of: idempotencyKey, requestHash: requestHash)
        }
    }

    /// The catalogue for a submission. It is read again before a category is refused, because the category may have
    /// been added a moment ago.
    private func catalogue(for submission: AppealSubmission) async throws -> Catalogue {
        let catalogues = town.database.catalogues
        let recent = try await catalogues.recent(of: town)
        guard let code = submission.category?.trimmed, !code.isEmpty, recent.active(code) == nil else { return recent }
        return try await catalogues.asked(of: town)
    }

    private func receipt(of key: IdempotencyKey?, requestHash: Bytea) async throws -> AppealReceipt {
        let entry = try await town.read(by: .anybody) { session in
            try await IdempotencyStore.entry(key?.text ?? "", in: session)
        }
        // The nightly clean-up deleted the key between the two statements.
        guard let entry else { throw ServiceError.unavailable(retryAfterSeconds: 1) }
        guard entry.requestHash == requestHash else {
            throw ServiceError.conflict("this Idempotency-Key was used for another request")
        }
        return AppealReceipt(
            number: entry.number,
            numbering: town.numbering,
            registeredAt: entry.registeredAt,
            clocks: entry.clocks
        )
    }
}

extension UUID {
    /// - Parameter bytes: 16.
    init(bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
