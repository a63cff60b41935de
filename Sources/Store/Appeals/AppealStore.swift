package import Foundation
package import Municipality
import Postgres

/// Appeals in their present state, and their transitions from state to state.
package enum AppealStore {
    package struct Row: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let state: AppealState
        package let content: AppealContent
        package let house: HouseID?
        package let coordinates: Coordinates?
        /// Of the coordinates, in metres.
        package let accuracy: Double?
        package let address: String?
        /// The address as its author wrote it, also when the house is known.
        package let writtenAddress: String?
        package let inHouse: PlaceInHouse
        package let category: CategoryID?
        package let organisation: String?
        package let registeredAt: Date
        package let routedAt: Date?
        package let answeredAt: Date?
        package let closedAt: Date?
        package let answer: String?
        /// When it happened, as the author says.
        package let occurredAt: Date?
        package let resident: UUID?
        /// Its identifier in the system that it was imported from.
        package let externalID: String?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            self = try Row(&columns)
            try columns.end()
        }

        /// Reads the columns of ``AppealStore/columns``.
        init(_ columns: inout PostgresColumns) throws {
            id = try columns.next()
            number = try columns.next()
            state = try columns.next()
            content = try AppealContent(&columns)
            house = try columns.next()
            coordinates = Coordinates(
                latitude: try columns.next(Double?.self),
                longitude: try columns.next(Double?.self)
            )
            accuracy = try columns.next()
            address = try columns.next()
            writtenAddress = try columns.next()
            inHouse = PlaceInHouse(
                flat: try columns.next(),
                entrance: try columns.next(),
                details: try columns.next()
            )
            category = try columns.next()
            organisation = try columns.next()
            registeredAt = try columns.next()
            routedAt = try columns.next()
            answeredAt = try columns.next()
            closedAt = try columns.next()
            answer = try columns.next()
            occurredAt = try columns.next()
            resident = try columns.next()
            externalID = try columns.next()
        }
    }

    /// The columns of a ``Row``, from ``source``.
    static let columns: SQL = """
        a.appeal_id, a.number, a.state, words.text, a.channel, a.kind, a.identity, a.house_id, a.latitude, a.longitude,
            a.accuracy::double precision, coalesce(h.address, a.address), a.address, a.flat, a.entrance, a.details,
            a.category_id, o.code, a.registered_at, a.routed_at, a.answered_at, a.closed_at, a.answer, a.occurred_at,
            a.resident_id, a.external_id
        """

    /// Appeals with the rows that they refer to.
    static let source: SQL = """
        FROM appeals AS a
        JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
        LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
        LEFT JOIN organisations AS o
            ON o.municipality_id = a.municipality_id AND o.organisation_id = a.organisation_id
        """

    package static func appeal(
        _ id: AppealID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            SELECT \(fragment: columns) \(fragment: source)
            WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = \(id)
            """
        ).first.map(Row.init)
    }

    /// Locks the appeal for the transaction and reads it.
    package static func lock(
        _ id: AppealID,
        in session: TownSession
    ) async throws -> Row? {
        try await lock([id], in: session).first
    }

    /// Locks the appeals for the transaction and reads them, in order of their ids, so that concurrent transactions do
    /// not deadlock.
    package static func lock(
        _ ids: [AppealID],
        in session: TownSession
    ) async throws -> [Row] {
        try await session.query(
            """
            SELECT \(fragment: columns) \(fragment: source)
            WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = ANY (\(ids))
            ORDER BY a.appeal_id
            FOR UPDATE OF a
            """
        ).map(Row.init)
    }

    /// Locks the appeal and the one that it was merged into, if any, in order of their ids, and reads them.
    package static func lockWithTarget(_ id: AppealID, in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            SELECT \(fragment: columns) \(fragment: source)
            WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = ANY (ARRAY (
                SELECT target_id FROM appeal_merges
                WHERE municipality_id = \(session.municipality) AND appeal_id = \(id) AND undone_at IS NULL
                UNION ALL
                SELECT \(id)
            ))
            ORDER BY a.appeal_id
            FOR UPDATE OF a
            """
        ).map(Row.init)
    }

    /// What a transition does to the appeal's clocks.
    package enum ClockEffect: Sendable {
        case none
        /// Running clocks are stopped. A clock never stops before it started, even if the machine's own clock is wrong.
        case stop
        /// All clocks continue as if they had never been stopped, because the work was not done.
        case resume
    }

    /// Moves an appeal from state `from` to state `to` and stores the event.
    ///
    /// - Parameters:
    ///   - kind: the kind of the event; nil for the event of the new state.
    ///   - answer: set with the state `answered`.
    ///   - clocks: the effect on its clocks.
    ///   - allTicketsFinished: whether the appeal may only move when none of its tickets is open.
    /// - Returns: whether the appeal was in that state and, if required, had no open ticket.
    package static func move(
        _ id: AppealID,
        from: AppealState,
        to: AppealState,
        kind: AppealEventKind? = nil,
        note: String? = nil,
        answer: String? = nil,
        clocks: ClockEffect = .none,
        allTicketsFinished: Bool = false,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            WITH moved AS (
                UPDATE appeals
                SET state = \(to),
                    answer = coalesce(\(answer), answer),
                    answered_at = CASE \(to)::appeal_state
                        WHEN 'answered' THEN \(session.now) WHEN 'reopened' THEN NULL ELSE answered_at END,
                    closed_at = CASE WHEN \(to.isFinal) THEN greatest(\(session.now), registered_at) END
                WHERE municipality_id = \(session.municipality) AND appeal_id = \(id) AND state = \(from)
                    AND NOT (\(allTicketsFinished) AND EXISTS (
                        SELECT FROM tickets
                        WHERE municipality_id = \(session.municipality) AND appeal_id = \(id)
                            AND state IN \(fragment: SQL(states: TicketState.open))
                    ))
                RETURNING appeal_id
            ), moved_clocks AS (
                \(fragment: effect(clocks, in: session))
            )
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, from_state, to_state, actor_kind, actor_id,
                note)
            SELECT \(session.municipality), appeal_id, \(session.now), \(kind ?? AppealEventKind(to)), \(from), \(to),
                \(session.actor.kind), \(session.actor.id), \(note)
            FROM moved
            """
        ) == 1
    }

    private static func effect(_ effect: ClockEffect, in session: TownSession) -> SQL {
        switch effect {
        case .none: "SELECT"
        case .stop:
            """
            UPDATE clocks SET stopped_at = greatest(\(session.now), started_at)
            WHERE municipality_id = \(session.municipality) AND subject = 'appeal'
                AND subject_id IN (SELECT appeal_id FROM moved)
                AND stopped_at IS NULL
            """
        case .resume:
            """
            UPDATE clocks SET stopped_at = NULL
            WHERE municipality_id = \(session.municipality) AND subject = 'appeal'
                AND subject_id IN (SELECT appeal_id FROM moved)
                AND stopped_at IS NOT NULL
            """
        }
    }

    /// An appeal as a list shows it.
    package struct Summary: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let state: AppealState
        package let category: CategoryID?
        package let organisation: String?
        package let address: String?
        package let registeredAt: Date
        package let deadlineAt: Date?
    }

    /// Newest first, starting before `place`.
    package static func list(
        state: AppealState?,
        category: CategoryID?,
        organisation: String?,
        from: Date?,
        to: Date?,
        before place: (registeredAt: Date, appeal: AppealID),
        limit: Int,
        in session: TownSession
    ) async throws -> [Summary] {
        try await session.query(
            """
            SELECT a.appeal_id, a.number, a.state, a.category_id, o.code, coalesce(h.address, a.address),
                a.registered_at,
                (SELECT min(clock.deadline_at) FROM clocks AS clock
                WHERE clock.municipality_id = a.municipality_id AND clock.subject = 'appeal'
                    AND clock.subject_id = a.appeal_id)
            FROM appeals AS a
            LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
            LEFT JOIN organisations AS o
                ON o.municipality_id = a.municipality_id AND o.organisation_id = a.organisation_id
            WHERE a.municipality_id = \(session.municipality)
                AND (a.registered_at, a.appeal_id) < (\(place.registeredAt), \(place.appeal))
                AND (\(state)::appeal_state IS NULL OR a.state = \(state))
                AND (\(category)::integer IS NULL OR a.category_id = \(category))
                AND (\(organisation)::text IS NULL OR o.code = \(organisation))
                AND (\(from)::timestamptz IS NULL OR a.registered_at >= \(from))
                AND (\(to)::timestamptz IS NULL OR a.registered_at < \(to))
            ORDER BY a.registered_at DESC, a.appeal_id DESC
            LIMIT \(limit)
            """
        ).map { row in
            var columns = row.columns
            let summary = Summary(
                id: try columns.next(),
                number: try columns.next(),
                state: try columns.next(),
                category: try columns.next(),
                organisation: try columns.next(),
                address: try columns.next(),
                registeredAt: try columns.next(),
                deadlineAt: try columns.next()
            )
            try columns.end()
            return summary
        }
    }
}

extension AppealContent {
    /// Reads the columns `text`, `channel`, `kind` and `identity`.
    fileprivate init(_ columns: inout PostgresColumns) throws {
        self.init(text: try columns.next())
        channel = try columns.next()
        kind = try columns.next()
        identity = try columns.next()
    }
}
