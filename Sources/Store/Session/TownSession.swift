package import Foundation
import Locking
package import Municipality
package import Postgres

/// One use case at work: in which municipality, on whose behalf, at what time, on which connection, and what it has to
/// tell the followers of queues in the end. For one task at a time.
///
/// Every statement sees the rows of that municipality only: the setting that row-level security asks for is made in the
/// same transaction, and is gone with it. A session that reads cannot write; one that writes is refused with the constraint
/// ``writesConstraint`` while the town takes no writes.
package final class TownSession: PostgresClient {
    package let municipality: MunicipalityID
    package let actor: Actor
    /// When the use case began, in whole milliseconds.
    package let now: Date
    private let isAlone: Bool
    private let client: Client
    private let state: Locked<State>

    private enum Client {
        /// Each statement is a transaction of its own.
        case single(PostgresConnection, entry: SQL)
        case transaction(PostgresTransaction)
    }

    private struct State {
        /// To be sent with the next statement.
        var tenant: SQL?
        var events: [NewTicketEvent] = []
        var changed: Set<OrganisationID> = []
    }

    /// A session that reads: it sees what was committed before each of its statements.
    package init(reading connection: PostgresConnection, municipality: MunicipalityID, actor: Actor, now: Date) {
        isAlone = true
        self.municipality = municipality
        self.actor = actor
        self.now = now
        client = .single(connection, entry: Self.reading(municipality))
        state = Locked(State())
    }

    /// A session whose statements write, each in a transaction of its own.
    package init(writing connection: PostgresConnection, municipality: MunicipalityID, actor: Actor, now: Date) {
        isAlone = true
        self.municipality = municipality
        self.actor = actor
        self.now = now
        client = .single(connection, entry: Self.writing(municipality))
        state = Locked(State())
    }

    /// A session in a transaction.
    /// - Parameter isAlone: whether the transaction does nothing for other municipalities before and after.
    package init(
        _ transaction: PostgresTransaction,
        isAlone: Bool,
        municipality: MunicipalityID,
        actor: Actor,
        now: Date
    ) {
        self.isAlone = isAlone
        self.municipality = municipality
        self.actor = actor
        self.now = now
        client = .transaction(transaction)
        state = Locked(State(tenant: Self.writing(municipality)))
    }

    /// Says to the database whose rows the transaction may see. The setting ends with the transaction.
    package static func tenant(_ municipality: MunicipalityID) -> SQL {
        "SELECT set_config('zemstvo.municipality', \(String(municipality.rawValue)), true)"
    }

    /// The constraint that is named when a town takes no writes, because it moves.
    package static let writesConstraint = "municipalities_take_writes"

    /// As ``tenant(_:)``, for a transaction that writes.
    private static func writing(_ municipality: MunicipalityID) -> SQL {
        "SELECT enter_town(\(municipality))"
    }

    /// As ``tenant(_:)``, for a transaction that may not write.
    private static func reading(_ municipality: MunicipalityID) -> SQL {
        """
        SELECT set_config('zemstvo.municipality', \(String(municipality.rawValue)), true),
            set_config('transaction_read_only', 'on', true)
        """
    }

    package func query(_ sql: SQL) async throws -> PostgresRows {
        switch client {
        case .single(let connection, let entry):
            return try await connection.pipeline([entry, sql])[1]
        case .transaction(let transaction):
            guard let tenant = state.withLock({ $0.tenant.take() }) else { return try await transaction.query(sql) }
            return try await transaction.pipeline([tenant, sql])[1]
        }
    }

    /// The transaction itself, for COPY and texts of several statements.
    package func transaction() async throws -> PostgresTransaction {
        guard case .transaction(let transaction) = client else {
            throw PostgresError(.misuse, "a session of single statements has no transaction")
        }
        if let tenant = state.withLock({ $0.tenant.take() }) { try await transaction.execute(tenant) }
        return transaction
    }

    // MARK: The end

    /// Has events appended to the queues of their organisations when the session ends.
    package func publish(_ events: [NewTicketEvent]) {
        state.withLock { $0.events += events }
    }

    /// Has queues announced whose events a statement of the session has appended itself.
    package func announce(_ organisations: some Sequence<OrganisationID>) {
        state.withLock { $0.changed.formUnion(organisations) }
    }

    /// Has the transaction append the published events as its last statement, in one round trip with COMMIT: it locks the
    /// heads of the queues.
    ///
    /// - Parameter committed: called after the commit with the organisations whose queues have changed, if any.
    package func close(committed: @escaping @Sendable (Set<OrganisationID>) -> Void) {
        let (events, announced) = state.withLock { state in
            defer { (state.events, state.changed) = ([], []) }
            return (state.events, state.changed)
        }
        guard case .transaction(let transaction) = client else { return }
        if !events.isEmpty {
            // The session of another municipality may have come between.
            let tenant = isAlone ? [] : [Self.tenant(municipality)]
            transaction.runLast(tenant + [TicketEventStore.appending(events, in: self)])
        }
        let changed = announced.union(events.map(\.organisation))
        if !changed.isEmpty { transaction.afterCommit { committed(changed) } }
    }
}
