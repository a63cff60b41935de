package import Foundation
import Locking
package import Municipality
package import Postgres

/// The context of one use case: the municipality, the actor, the time, the connection, and the events to publish at the
/// end. For one task at a time.
///
/// Every statement sees only the rows of that municipality: the setting that row-level security reads is made in the
/// same transaction and ends with it. A session that reads cannot write. A session that writes is refused with the
/// constraint ``writesConstraint`` while the town takes no writes.
package final class TownSession: PostgresClient {
    package let municipality: MunicipalityID
    package let actor: Actor
    /// When the use case began, in whole milliseconds.
    package let now: Date
    private let isAlone: Bool
    private let client: Client
    private let state: Locked<State>

    private enum Client {
        /// Each statement is its own transaction.
        case single(PostgresConnection, entry: SQL)
        case transaction(PostgresTransaction)
    }

    private struct State {
        /// Sent with the next statement.
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
    /// - Parameter isAlone: whether the transaction does nothing for other municipalities.
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

    /// A session in a transaction that reads: all its statements see the moment that the transaction sees.
    package init(reading transaction: PostgresTransaction, municipality: MunicipalityID, actor: Actor, now: Date) {
        isAlone = true
        self.municipality = municipality
        self.actor = actor
        self.now = now
        client = .transaction(transaction)
        state = Locked(State(tenant: Self.reading(municipality)))
    }

    /// Sets the municipality whose rows the transaction may see. The setting ends with the transaction.
    package static func tenant(_ municipality: MunicipalityID) -> SQL {
        "SELECT set_config('zemstvo.municipality', \(String(municipality.rawValue)), true)"
    }

    /// The constraint in the error when a town takes no writes because it moves.
    package static let writesConstraint = "municipalities_take_writes"

    /// Like ``tenant(_:)``, for a transaction that writes.
    private static func writing(_ municipality: MunicipalityID) -> SQL {
        "SELECT enter_town(\(municipality))"
    }

    /// Like ``tenant(_:)``, for a transaction that must not write.
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

    /// Appends the events to the queues of their organisations when the session ends.
    package func publish(_ events: [NewTicketEvent]) {
        state.withLock { $0.events += events }
    }

    /// Announces queues whose events were appended by a statement of the session.
    package func announce(_ organisations: some Sequence<OrganisationID>) {
        state.withLock { $0.changed.formUnion(organisations) }
    }

    /// Makes the transaction append the published events as its last statement, in one round trip with COMMIT, because
    /// it locks the heads of the queues.
    ///
    /// - Parameter committed: called after the commit with the organisations whose queues have changed, if any.
    package func close(committed: @escaping @Sendable (Set<OrganisationID>) -> Void) {
        let (events, announced) = state.withLock { state in
            defer { (state.events, state.changed) = ([], []) }
            return (state.events, state.changed)
        }
        guard case .transaction(let transaction) = client else { return }
        if !events.isEmpty {
            // The session of another municipality may have run in between.
            let tenant = isAlone ? [] : [Self.tenant(municipality)]
            transaction.runLast(tenant + [TicketEventStore.appending(events, in: self)])
        }
        let changed = announced.union(events.map(\.organisation))
        if !changed.isEmpty { transaction.afterCommit { committed(changed) } }
    }
}
