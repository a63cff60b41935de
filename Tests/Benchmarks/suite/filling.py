"""Towns with a long past, filled by SQL."""

# The check digit that public numbers end in.
DAMM = """
    CREATE FUNCTION pg_temp.numbered(value bigint) RETURNS text LANGUAGE plpgsql AS $$
    DECLARE
        damm CONSTANT text[] := ARRAY['0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
            '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'];
        digits text := lpad(value::text, 8, '0');
        interim integer := 0;
    BEGIN
        FOR place IN 1..8 LOOP
            interim := substr(damm[interim + 1], substr(digits, place, 1)::integer + 1, 1)::integer;
        END LOOP;
        RETURN digits || interim;
    END $$;
"""


def appeals(town, count, months=24, until="now() - interval '20 days'", numbers="'past-' || appeal_id"):
    """Closed appeals of the months before, with events and clocks; half of those of the last month are open."""
    town.script(f"""
        {DAMM}
        CREATE TEMPORARY TABLE past AS
        SELECT nextval('appeal_ids') AS appeal_id, instant AS registered_at,
            CASE WHEN instant < {until} - interval '20 days' OR place % 2 = 0
                THEN instant + (place % 400) * interval '1 hour' END AS closed_at,
            (SELECT min(house_id) FROM houses) + place % (SELECT count(*) FROM houses) AS house_id,
            (SELECT min(category_id) FROM categories) + place % (SELECT count(*) FROM categories) AS category_id,
            (SELECT min(organisation_id) FROM organisations) + place % (SELECT count(*) FROM organisations)
                AS organisation_id
        FROM (
            SELECT place, {until} - interval '{months} months' * (1 - place::double precision / {count}) AS instant
            FROM generate_series(1, {count}) AS place
        ) AS moment;
        INSERT INTO appeals (municipality_id, appeal_id, number, state, channel, kind, identity, house_id, category_id,
            organisation_id, registered_at, closed_at)
        SELECT 1, appeal_id, {numbers},
            CASE WHEN closed_at IS NULL THEN 'routed' ELSE 'closed' END::appeal_state, 'import', 'message', 'none',
 house_id, category_id, organisation_id, registered_at,
            closed_at
        FROM past ORDER BY appeal_id;
        INSERT INTO appeal_texts (municipality_id, appeal_id, text)
        SELECT 1, appeal_id, 'Прошлое обращение о том, что в доме что-то не так' FROM past ORDER BY appeal_id;
        INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, to_state, actor_kind, actor_id)
        SELECT 1, appeal_id, registered_at, 'registered', 'registered', 'worker', '' FROM past ORDER BY appeal_id;
        INSERT INTO clocks (municipality_id, subject, subject_id, policy, norm, started_at, deadline_at, stopped_at)
        SELECT 1, 'appeal', appeal_id, 'category_limit', 'category limit', registered_at, registered_at + interval '10 days', closed_at
        FROM past ORDER BY appeal_id;
    """)


def tickets(town, organisation):
    """An open ticket of the organisation for every appeal."""
    town.script(f"""
        INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, house_id,
            queued_at)
        SELECT 1, a.appeal_id, o.organisation_id, CASE WHEN a.appeal_id % 10 = 0 THEN 0 ELSE 1 END,
            a.registered_at + (a.appeal_id % 700) * interval '1 hour', a.category_id, a.house_id, a.registered_at
        FROM appeals AS a, organisations AS o
        WHERE o.code = '{organisation}';
    """)
