package import Foundation
package import Municipality
package import Postgres

/// Storing what residents submit: any number of appeals in one durable statement.
package enum IntakeStore {
    /// What an appeal is called: within the database, and to its author.
    package struct Name: Sendable {
        package let id: AppealID
        package let number: AppealNumber

        package init(id: AppealID, number: AppealNumber) {
            self.id = id
            self.number = number
        }
    }

    /// One validated appeal on its way into the database.
    package struct Row: Sendable {
        /// Who hands it in.
        package var actor: Actor
        package var channel: IntakeChannel
        package var text: String
        package var houseID: HouseID?
        package var coordinates: Coordinates?
        package var address: String?
        package var category: String?
        package var residentID: UUID?
        package var contactName: String?
        package var contactPhone: String?
        package var contactEmail: String?
        package var occurredAt: Date?
        package var answerClock: AppealClock
        package var idempotencyKey: String?
        /// SHA-256 of the request; empty without a key.
        package var requestHash: Bytea

        package init(
            actor: Actor,
            channel: IntakeChannel,
            text: String,
            houseID: HouseID?,
            coordinates: Coordinates?,
            address: String?,
            category: String?,
            residentID: UUID?,
            contactName: String?,
            contactPhone: String?,
            contactEmail: String?,
            occurredAt: Date?,
            answerClock: AppealClock,
            idempotencyKey: String?,
            requestHash: Bytea
        ) {
            self.actor = actor
            self.channel = channel
            self.text = text
            self.houseID = houseID
            self.coordinates = coordinates
            self.address = address
            self.category = category
            self.residentID = residentID
            self.contactName = contactName
            self.contactPhone = contactPhone
            self.contactEmail = contactEmail
            self.occurredAt = occurredAt
            self.answerClock = answerClock
            self.idempotencyKey = idempotencyKey
            self.requestHash = requestHash
        }
    }

    package enum Outcome: Sendable, Hashable {
        /// Stored; with the category's limit when it has one.
        case stored(limitHours: Int?)
        /// Not stored: the town has no such house or category (or both).
        case unknown(house: Bool, category: Bool)
        /// Not stored: its idempotency key was used before.
        case keyUsed
    }

    /// Stores the appeals with their contacts, clocks, first events and idempotency keys, and one route job for all of
    /// them: all of a row or nothing of it. Rows that name an unknown house or category, or a used key, are left out
    /// without harm to others.
    ///
    /// - Parameter names: one a row, none used before.
    /// - Returns: one outcome a row, in order.
    package static func store(
        _ rows: [Row],
        named names: [Name],
        routeJob: String,
        in session: TownSession
    ) async throws -> [Outcome] {
        // Of whom nothing is known is from now on the author of the appeal.
        let actors = zip(rows, names).map { row, name in
            row.actor == .anybody ? Actor.author(name.number) : row.actor
        }
        let stored = try await session.query(
            """
            WITH input AS MATERIALIZED (
                SELECT i.*, house.house_id AS known_house, category.category_id, category.limit_hours
                FROM unnest(
                    \(names.map(\.id))::bigint[],
                    \(names.map(\.number.digits))::text[],
                    \(rows.map(\.channel.rawValue))::text[],
                    \(rows.map(\.text))::text[],
                    \(rows.map(\.houseID))::bigint[],
                    \(rows.map(\.coordinates?.latitude))::double precision[],
                    \(rows.map(\.coordinates?.longitude))::double precision[],
                    \(rows.map(\.address))::text[],
                    \(rows.map(\.category))::text[],
                    \(rows.map(\.residentID))::uuid[],
                    \(rows.map(\.contactName))::text[],
                    \(rows.map(\.contactPhone))::text[],
                    \(rows.map(\.contactEmail))::text[],
                    \(rows.map(\.occurredAt))::timestamptz[],
                    \(rows.map(\.answerClock.startedAt))::timestamptz[],
                    \(rows.map(\.answerClock.deadlineAt))::timestamptz[],
                    \(rows.map(\.idempotencyKey))::text[],
                    \(rows.map(\.requestHash))::bytea[],
                    \(actors.map(\.kind.rawValue))::text[],
                    \(actors.map(\.id))::text[]
                ) WITH ORDINALITY AS i (
                    appeal_id, number, channel, text, house_id, latitude, longitude, address, category, resident_id,
                    name, phone, email, occurred_at, registered_at, answer_deadline, key, request_hash,
                    actor_kind, actor_id, ordinal
                )
                -- LIMIT keeps the planner from reading the whole of a small table for a few rows.
                LEFT JOIN LATERAL (
                    SELECT house_id FROM houses
                    WHERE municipality_id = \(session.municipality) AND house_id = i.house_id
                    LIMIT 1
                ) AS house ON true
                LEFT JOIN LATERAL (
                    SELECT category_id, limit_hours FROM categories
                    WHERE municipality_id = \(session.municipality) AND code = i.category AND active
                    LIMIT 1
                ) AS category ON true
            ), resolved AS (
                SELECT * FROM input
                WHERE (house_id IS NULL OR known_house IS NOT NULL) AND (category IS NULL OR category_id IS NOT NULL)
            ), new_keys AS (
                INSERT INTO idempotency_keys (municipality_id, key, request_hash, appeal_id)
                SELECT \(session.municipality), key, request_hash, appeal_id
                FROM resolved WHERE key IS NOT NULL ORDER BY key
                ON CONFLICT ON CONSTRAINT idempotency_keys_pkey DO NOTHING
                RETURNING appeal_id
            ), accepted AS MATERIALIZED (
                SELECT * FROM resolved
                WHERE key IS NULL OR appeal_id IN (SELECT appeal_id FROM new_keys)
            ), new_appeals AS (
                INSERT INTO appeals (municipality_id, appeal_id, number, channel, house_id, latitude, longitude,
                    address, category_id, resident_id, occurred_at, registered_at)
                SELECT \(session.municipality), appeal_id, number, channel::intake_channel, house_id, latitude, longitude,
                    address, category_id, resident_id, occurred_at, registered_at
                FROM accepted
            ), new_texts AS (
                INSERT INTO appeal_texts (municipality_id, appeal_id, text)
                SELECT \(session.municipality), appeal_id, text FROM accepted
            ), new_contacts AS (
                INSERT INTO appeal_contacts (municipality_id, appeal_id, name, phone, email)
                SELECT \(session.municipality), appeal_id, name, phone, email FROM accepted
                WHERE name IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL
            ), new_clocks AS (
                INSERT INTO appeal_clocks (municipality_id, appeal_id, kind, norm, started_at, deadline_at)
                -- Both of an appeal together, in the order of the index.
                SELECT \(session.municipality), appeal_id, kind, norm, registered_at, deadline
                FROM accepted
                CROSS JOIN LATERAL (VALUES
                    ('answer'::clock_kind, \(AppealClock.answerNorm), answer_deadline),
                    ('resolution', \(AppealClock.resolutionNorm), registered_at + make_interval(hours => limit_hours))
                ) AS clock (kind, norm, deadline)
                WHERE deadline IS NOT NULL
            ), new_events AS (
                INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, to_state, actor_kind, actor_id)
                SELECT \(session.municipality), appeal_id, registered_at, 'registered', 'registered',
                    actor_kind::actor_kind, actor_id
                FROM accepted
            ), new_jobs AS (
                INSERT INTO jobs (kind, arguments, size)
                SELECT \(routeJob),
                    jsonb_build_object('municipality', \(session.municipality)::integer, 'appeals', jsonb_agg(appeal_id)),
                    count(*)
                FROM accepted
                HAVING count(*) > 0
            )
            SELECT accepted.ordinal IS NOT NULL,
                input.house_id IS NULL OR input.known_house IS NOT NULL,
                input.category IS NULL OR input.category_id IS NOT NULL,
                input.limit_hours
            FROM input LEFT JOIN accepted USING (ordinal)
            ORDER BY input.ordinal
            """
        )
        return try stored.map { row in
            let (accepted, house, category, limit) = try row.decode((Bool, Bool, Bool, Int?).self)
            if accepted { return .stored(limitHours: limit) }
            return house && category ? .keyUsed : .unknown(house: !house, category: !category)
        }
    }

    /// Takes so many internal ids for appeals to come. Those never used leave a gap, which nothing shows.
    package static func reserveIDs(_ count: Int, in session: TownSession) async throws -> [AppealID] {
        try await session.query("SELECT nextval('appeal_ids') FROM generate_series(1, \(count)::integer)")
            .map { try $0.decode(AppealID.self) }
    }
}
