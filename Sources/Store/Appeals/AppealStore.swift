package import Foundation
package import Municipality
package import Postgres

/// Appeals as they stand, and their moves from state to state.
package enum AppealStore {
    package struct Row: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let state: AppealState
        package let channel: IntakeChannel
        package let text: String
        package let house: HouseID?
        package let coordinates: Coordinates?
        package let address: String?
        package let category: String?
        package let organisation: String?
        package let registeredAt: Date
        package let routedAt: Date?
        package let answeredAt: Date?
        package let closedAt: Date?
        package let answer: String?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            number = try columns.next()
            state = try columns.next()
            channel = try columns.next()
            text = try columns.next()
            house = try columns.next()
            coordinates = Coordinates(
                latitude: try columns.next(Double?.self),
                longitude: try columns.next(Double?.self)
            )
            address = try columns.next()
            category = try columns.next()
            organisation = try columns.next()
            registeredAt = try columns.next()
            routedAt = try columns.next()
            answeredAt = try columns.next()
            closedAt = try columns.next()
            answer = try columns.next()
            try columns.end()
        }
    }

    private static let selection: SQL = """
        SELECT a.appeal_id, a.number, a.state, a.channel, words.text, a.house_id, a.latitude, a.longitude,
            coalesce(h.street || ', ' || h.number, a.address), c.code, o.code, a.registered_at, a.routed_at,
            a.answered_at, a.closed_at, a.answer
        FROM appeals AS a
        JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
        LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
        LEFT JOIN categories AS c ON c.municipality_id = a.municipality_id AND c.category_id = a.category_id
        LEFT JOIN organisations AS o
            ON o.municipality_id = a.municipality_id AND o.organisation_id = a.organisation_id
        """

    package static func appeal(
        _ id: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Row? {
        try await client.query(
            """
            \(fragment: selection)
            WHERE a.municipality_id = \(municipality) AND a.appeal_id = \(id)
            """
        ).first.map(Row.init)
    }

    /// Locks the appeal for the transaction and reads it.
    package static func lock(
        _ id: AppealID,
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws -> Row? {
        try await lock([id], in: municipality, on: transaction).first
    }

    /// Locks the appeals for the transaction, in order of their ids as everybody does, and reads them.
    package static func lock(
        _ ids: [AppealID],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws -> [Row] {
        try await transaction.query(
            """
            \(fragment: selection)
            WHERE a.municipality_id = \(municipality) AND a.appeal_id = ANY (\(ids))
            ORDER BY a.appeal_id
            FOR UPDATE OF a
            """
        ).map(Row.init)
    }

    /// Moves an appeal that is in state `from` along the arc to `to` and keeps the event.
    ///
    /// - Parameters:
    ///   - kind: what happened, in the words of the history; usually the new state's name.
    ///   - answer: set with the state `answered`.
    /// - Returns: whether the appeal was in that state.
    package static func move(
        _ id: AppealID,
        in municipality: MunicipalityID,
        from: AppealState,
        to: AppealState,
        kind: String,
        note: String? = nil,
        answer: String? = nil,
        user: UserID?,
        at instant: Date,
        on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            WITH moved AS (
                UPDATE appeals
                SET state = \(to),
                    answer = coalesce(\(answer), answer),
                    answered_at = CASE \(to)::appeal_state
                        WHEN 'answered' THEN \(instant) WHEN 'reopened' THEN NULL ELSE answered_at END,
                    closed_at = CASE WHEN \(to.isFinal) THEN greatest(\(instant), registered_at) END
                WHERE municipality_id = \(municipality) AND appeal_id = \(id) AND state = \(from)
                RETURNING appeal_id
            )
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, from_state, to_state, user_id, note)
            SELECT \(municipality), appeal_id, \(instant), \(kind), \(from), \(to), \(user), \(note) FROM moved
            """
        ) == 1
    }

    /// What a list of appeals shows of one.
    package struct Summary: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let state: AppealState
        package let category: String?
        package let organisation: String?
        package let address: String?
        package let registeredAt: Date
        package let deadlineAt: Date?
    }

    /// Newest first, from before `place` on.
    package static func list(
        in municipality: MunicipalityID,
        state: AppealState?,
        category: String?,
        organisation: String?,
        from: Date?,
        to: Date?,
        before place: (registeredAt: Date, appeal: AppealID),
        limit: Int,
        on client: some PostgresClient
    ) async throws -> [Summary] {
        try await client.query(
            """
            SELECT a.appeal_id, a.number, a.state, c.code, o.code, coalesce(h.street || ', ' || h.number, a.address),
                a.registered_at,
                (SELECT min(clock.deadline_at) FROM appeal_clocks AS clock
                WHERE clock.municipality_id = a.municipality_id AND clock.appeal_id = a.appeal_id)
            FROM appeals AS a
            LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
            LEFT JOIN categories AS c ON c.municipality_id = a.municipality_id AND c.category_id = a.category_id
            LEFT JOIN organisations AS o
                ON o.municipality_id = a.municipality_id AND o.organisation_id = a.organisation_id
            WHERE a.municipality_id = \(municipality)
                AND (a.registered_at, a.appeal_id) < (\(place.registeredAt), \(place.appeal))
                AND (\(state)::appeal_state IS NULL OR a.state = \(state))
                AND (\(category)::text IS NULL OR c.code = \(category))
                AND (\(organisation)::text IS NULL OR o.code = \(organisation))
                AND (\(from)::timestamptz IS NULL OR a.registered_at >= \(from))
                AND (\(to)::timestamptz IS NULL OR a.registered_at < \(to))
            ORDER BY a.registered_at DESC, a.appeal_id DESC
            LIMIT \(limit)
            """
        ).map { row in
            let (id, number, state, category, organisation, address, registeredAt, deadlineAt) = try row.decode(
                (AppealID, AppealNumber, AppealState, String?, String?, String?, Date, Date?).self
            )
            return Summary(
                id: id,
                number: number,
                state: state,
                category: category,
                organisation: organisation,
                address: address,
                registeredAt: registeredAt,
                deadlineAt: deadlineAt
            )
        }
    }

    /// Appeals answered before the instant and neither confirmed nor refuted since.
    package static func answered(
        before instant: Date,
        in municipality: MunicipalityID,
        limit: Int,
        on client: some PostgresClient
    ) async throws -> [AppealNumber] {
        try await client.query(
            """
            SELECT number FROM appeals
            WHERE municipality_id = \(municipality) AND state = 'answered' AND answered_at < \(instant)
                AND answered_at IS NOT NULL AND closed_at IS NULL
            ORDER BY answered_at
            LIMIT \(limit)
            """
        ).map { try $0.decode(AppealNumber.self) }
    }
}
