-- The second wall between towns: the database shows a transaction the rows of one town only, whatever a statement asks.
-- The first wall is the program, whose statements name the town.
--
-- The server connects as a role that neither owns these tables nor is a superuser nor has BYPASSRLS. Each of its
-- transactions names its town first: SELECT set_config('zemstvo.municipality', '7', true).

-- The town of this transaction. Without one nothing can be read or written, and the error says so: after a transaction
-- that had set it the setting reads as '' instead of null.
CREATE FUNCTION current_municipality() RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    setting text := current_setting('zemstvo.municipality', true);
BEGIN
    IF setting IS NULL OR setting = '' THEN
        RAISE EXCEPTION 'no municipality is set for this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN setting;
END $$;

-- Puts the wall round a table. Every table with municipality_id gets it, in later files as well, when it is created:
--     CALL separate_municipalities('outages');
-- FORCE holds its owner too. In the policy the function stands in a subquery, so that a statement calls it once and not
-- once a row.
CREATE PROCEDURE separate_municipalities(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format(
        'CREATE POLICY one_municipality ON %s USING (municipality_id = (SELECT current_municipality()))
            WITH CHECK (municipality_id = (SELECT current_municipality()))',
        relation
    );
END $$;

-- Runs a statement for each town in turn. A later file that changes rows needs it, because the wall holds the owner too:
--     CALL in_each_municipality('UPDATE houses SET floors = NULL WHERE floors = 0');
-- A file that adds a foreign key between tables with rows takes FORCE off both and puts it back in the same transaction,
-- because PostgreSQL checks the rows by a statement of the owner: ALTER TABLE … NO FORCE ROW LEVEL SECURITY.
CREATE PROCEDURE in_each_municipality(statement text) LANGUAGE plpgsql AS $$
DECLARE
    id integer;
BEGIN
    FOR id IN SELECT municipality_id FROM municipalities ORDER BY municipality_id LOOP
        PERFORM set_config('zemstvo.municipality', id::text, true);
        EXECUTE statement;
    END LOOP;
    PERFORM set_config('zemstvo.municipality', '', true);
END $$;

-- All tables with municipality_id but two that are read before the town is known: municipalities, municipality_hosts.
CALL separate_municipalities('organisations');
CALL separate_municipalities('areas');
CALL separate_municipalities('houses');
CALL separate_municipalities('services');
CALL separate_municipalities('category_groups');
CALL separate_municipalities('categories');
CALL separate_municipalities('catalogue_versions');
CALL separate_municipalities('service_contracts');
CALL separate_municipalities('staff_users');
CALL separate_municipalities('api_tokens');
CALL separate_municipalities('appeals');
CALL separate_municipalities('appeal_texts');
CALL separate_municipalities('appeal_contacts');
CALL separate_municipalities('appeal_events');
CALL separate_municipalities('idempotency_keys');
CALL separate_municipalities('clocks');
CALL separate_municipalities('clock_pauses');
CALL separate_municipalities('tickets');
CALL separate_municipalities('ticket_events');
CALL separate_municipalities('queue_heads');
CALL separate_municipalities('routing_decisions');
CALL separate_municipalities('routing_models');
CALL separate_municipalities('routing_activations');
CALL separate_municipalities('appeal_merges');
CALL separate_municipalities('projects');
CALL separate_municipalities('project_partners');
CALL separate_municipalities('project_milestones');
CALL separate_municipalities('project_appeals');
CALL separate_municipalities('statistics_snapshots');

-- Columns of the current town with values that refer to nothing, such as `tickets.house_id`: none, unless somebody went
-- around the program. Hot rows have no foreign keys (see m0005_appeals).
CREATE FUNCTION dangling() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $function$
DECLARE
    reference record;
    broken boolean;
BEGIN
    FOR reference IN
        SELECT * FROM (VALUES
            ('appeals', 'appeal_id', 'appeal_texts', 'appeal_id', 'true'),
            ('appeals', 'house_id', 'houses', 'house_id', 'true'),
            ('appeals', 'category_id', 'categories', 'category_id', 'true'),
            ('appeals', 'organisation_id', 'organisations', 'organisation_id', 'true'),
            ('appeal_texts', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('appeal_contacts', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('appeal_events', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('appeal_events', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('appeal_merges', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('appeal_merges', 'undone_by_id', 'staff_users', 'user_id::text', $$child.undone_by_kind = 'staff'$$),
            ('clocks', 'subject_id', 'appeals', 'appeal_id', $$child.subject = 'appeal'$$),
            ('clocks', 'subject_id', 'tickets', 'ticket_id', $$child.subject = 'ticket'$$),
            ('clocks', 'lender_id', 'appeals', 'appeal_id', 'child.lender_id <> 0'),
            ('clock_pauses', 'subject_id', 'tickets', 'ticket_id', $$child.subject = 'ticket'$$),
            ('clock_pauses', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('idempotency_keys', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('routing_decisions', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('routing_decisions', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('tickets', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('tickets', 'organisation_id', 'organisations', 'organisation_id', 'true'),
            ('tickets', 'category_id', 'categories', 'category_id', 'true'),
            ('tickets', 'house_id', 'houses', 'house_id', 'true'),
            ('tickets', 'assignee_id', 'staff_users', 'user_id', 'true'),
            ('tickets', 'lease_user_id', 'staff_users', 'user_id', 'true'),
            ('ticket_events', 'ticket_id', 'tickets', 'ticket_id', 'true'),
            ('ticket_events', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$)
        ) AS r (child, child_key, parent, parent_key, refers)
    LOOP
        -- The town is named here as well, because a role that bypasses the wall may ask.
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I AS child
                WHERE child.municipality_id = $1 AND child.%I IS NOT NULL AND %s AND NOT EXISTS (
                    SELECT FROM %I AS parent WHERE parent.municipality_id = $1 AND parent.%s = child.%I))',
            reference.child, reference.child_key, reference.refers, reference.parent, reference.parent_key,
            reference.child_key
        ) INTO broken USING current_municipality();
        IF broken THEN RETURN NEXT reference.child || '.' || reference.child_key; END IF;
    END LOOP;
END $function$;
