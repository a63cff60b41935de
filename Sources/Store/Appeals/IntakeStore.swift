import Foundation
package import Municipality
package import Postgres

/// Stores what residents submit: any number of appeals in one durable statement.
package enum IntakeStore {
    /// The names of an appeal: the internal id, and the number for its author.
    package struct Name: Sendable {
        package let id: AppealID
        package let number: AppealNumber

        package init(id: AppealID, number: AppealNumber) {
            self.id = id
            self.number = number
        }
    }

    /// An appeal with the data stored beside it.
    package struct NewEntry: Sendable {
        package let appeal: NewAppeal
        /// Who submits it. An unknown person is recorded as its author.
        package let actor: Actor
        package let idempotencyKey: String?
        /// SHA-256 of the request; empty if there is no key.
        package let requestHash: Bytea

        package init(_ appeal: NewAppeal, by actor: Actor, idempotencyKey: String?, requestHash: Bytea) {
            self.appeal = appeal
            self.actor = actor
            self.idempotencyKey = idempotencyKey
            self.requestHash = requestHash
        }
    }

    package enum Outcome: Sendable, Hashable {
        case stored
        /// Not stored: the town has no such house.
        case unknownHouse
        /// Not stored: its idempotency key was used before.
        case keyUsed
    }

    /// Stores the appeals with their contacts, clocks, first events and idempotency keys, and one route job for all of
    /// them. Each row is stored completely or not at all. A row that names an unknown house or a used key is left out;
    /// the others are stored.
    ///
    /// Categories are not checked again, because they come from the town's catalogue and the database refuses to delete
    /// a category.
    ///
    /// - Parameter names: one per row, none of them used before.
    /// - Returns: one outcome per row, in order.
    package static func store(
        _ entries: [NewEntry],
        named names: [Name],
        routeJob: String,
        in session: TownSession
    ) async throws -> [Outcome] {
        let actors = zip(entries, names).map { entry, name in
            entry.actor == .anybody ? Actor.author(name.number) : entry.actor
        }
        let rows = entries.map(\.appeal)
        let clocks = zip(rows, names).flatMap { row, name in row.clocks.map { (appeal: name.id, clock: $0) } }
        let stored = try await session.query(
            """
            WITH input AS MATERIALIZED (
                SELECT i.*, house.house_id AS known_house
                FROM unnest(
                    \(names.map(\.id))::bigint[],
                    \(names.map(\.number.digits))::text[],
                    \(rows.map(\.content.text))::text[],
                    \(rows.map(\.content.channel.rawValue))::text[],
                    \(rows.map(\.content.kind.rawValue))::text[],
                    \(rows.map(\.content.identity.rawValue))::text[],
                    \(rows.map(\.house))::bigint[],
                    \(rows.map(\.coordinates?.latitude))::double precision[],
                    \(rows.map(\.coordinates?.longitude))::double precision[],
                    \(rows.map(\.accuracy))::double precision[],
                    \(rows.map(\.address))::text[],
                    \(rows.map(\.inHouse.flat))::text[],
                    \(rows.map(\.inHouse.entrance))::text[],
                    \(rows.map(\.inHouse.details))::text[],
                    \(rows.map(\.category))::integer[],
                    \(rows.map(\.resident))::uuid[],
                    \(rows.map(\.contact.name))::text[],
                    \(rows.map(\.contact.phone))::text[],
                    \(rows.map(\.contact.email))::text[],
                    \(rows.map(\.contact.address))::text[],
                    \(rows.map(\.occurredAt))::timestamptz[],
                    \(rows.map(\.registeredAt))::timestamptz[],
                    \(entries.map(\.idempotencyKey))::text[],
                    \(entries.map(\.requestHash))::bytea[],
                    \(actors.map(\.kind.rawValue))::text[],
                    \(actors.map(\.id))::text[]
                ) WITH ORDINALITY AS i (
                    appeal_id, number, text, channel, kind, identity, house_id, latitude, longitude, accuracy, address, flat,
                    entrance, details, category_id, resident_id, name, phone, email, reply_address, occurred_at, registered_at, key, request_hash,
                    actor_kind, actor_id, ordinal
                )
                -- LIMIT keeps the planner from reading the whole of a small table for a few rows.
                LEFT JOIN LATERAL (
                    SELECT house_id FROM houses
                    WHERE municipality_id = \(session.municipality) AND house_id = i.house_id
                    LIMIT 1
                ) AS house ON true
            ), resolved AS (
                SELECT * FROM input WHERE house_id IS NULL OR known_house IS NOT NULL
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
                INSERT INTO appeals (municipality_id, appeal_id, number, channel, kind, identity, house_id, latitude,
                    longitude, accuracy, address, flat, entrance, details, category_id, resident_id, occurred_at,
                    registered_at)
                SELECT \(session.municipality), appeal_id, number, channel::intake_channel, kind::appeal_kind,
                    identity::author_identity, house_id, latitude, longitude, accuracy, address, flat, entrance, details,
                    category_id, resident_id, occurred_at, registered_at
                FROM accepted
            ), new_texts AS (
                INSERT INTO appeal_texts (municipality_id, appeal_id, text)
                SELECT \(session.municipality), appeal_id, text FROM accepted
            ), new_contacts AS (
                INSERT INTO appeal_contacts (municipality_id, appeal_id, name, phone, email, address)
                SELECT \(session.municipality), appeal_id, name, phone, email, reply_address FROM accepted
                WHERE name IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL OR reply_address IS NOT NULL
            ), new_clocks AS (
                INSERT INTO clocks (municipality_id, subject, subject_id, policy, norm, started_at, deadline_at, at_intake)
                SELECT \(session.municipality), 'appeal', clock.appeal_id, policy, norm, started_at, deadline_at, true
                FROM \(fragment: ClockStore.given(clocks)) AS clock (appeal_id, policy, norm, started_at, deadline_at)
                WHERE clock.appeal_id IN (SELECT appeal_id FROM accepted)
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
            SELECT accepted.ordinal IS NOT NULL, input.house_id IS NULL OR input.known_house IS NOT NULL
            FROM input LEFT JOIN accepted USING (ordinal)
            ORDER BY input.ordinal
            """
        )
        return try stored.map { row in
            var columns = row.columns
            let (isStored, houseIsKnown) = (try columns.next(Bool.self), try columns.next(Bool.self))
            try columns.end()
            if isStored { return .stored }
            return houseIsKnown ? .keyUsed : .unknownHouse
        }
    }

    /// Reserves internal ids for future appeals. Unused ids leave a gap, which is never visible.
    /// - Parameter floor: ids up to it are skipped, so that fewer than `count` may be returned.
    package static func reserveIDs(
        _ count: Int,
        over floor: AppealID,
        in session: TownSession
    ) async throws -> [AppealID] {
        try await session.query(
            """
            SELECT id FROM (SELECT nextval('appeal_ids') AS id FROM generate_series(1, \(count)::integer)) AS new
            WHERE id > \(floor)
            """
        ).decode(AppealID.self)
    }
}
