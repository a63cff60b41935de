-- What every appeal and every ticket has to be written into or checked against, to hardly anybody's use.

-- An appeal is found by its number without an index of numbers: the program reckons the id back from the number, which is
-- a keyed permutation of it. So no two appeals have the same number, and rows need no places at random in an index that
-- grows with the town's past.
ALTER TABLE appeals DROP CONSTRAINT appeals_number_key;

-- Letters were counted in every text, which the program does before; bytes need no counting.
ALTER TABLE appeal_texts DROP CONSTRAINT appeals_text_length,
    ADD CONSTRAINT appeal_texts_length CHECK (octet_length(text) BETWEEN 1 AND 40000);

-- A ticket is in one index of its organisation's queue: of the open ones, or of the others.
DROP INDEX tickets_all;
CREATE INDEX tickets_closed ON tickets (municipality_id, organisation_id, urgency, due_at, ticket_id)
    WHERE state NOT IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted');

-- Members of staff are made inactive and never deleted, so that what refers to them need not be looked up: it is mostly
-- nobody, and that too was checked row by row.
CREATE TRIGGER staff_users_not_deleted BEFORE DELETE OR TRUNCATE ON staff_users
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
ALTER TABLE appeal_events DROP CONSTRAINT appeal_events_user;
ALTER TABLE tickets DROP CONSTRAINT tickets_assignee, DROP CONSTRAINT tickets_lease_user;
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_user;

-- Columns with values that refer to nothing, as `tickets.house_id`: none, unless somebody went around the program.
DROP VIEW dangling;
CREATE FUNCTION dangling() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
DECLARE
    reference record;
    broken boolean;
BEGIN
    FOR reference IN
        SELECT * FROM (VALUES
            ('residents', 'municipality_id', 'municipalities', 'municipality_id'),
            ('appeals', 'municipality_id', 'municipalities', 'municipality_id'),
            ('appeals', 'appeal_id', 'appeal_texts', 'appeal_id'),
            ('appeals', 'resident_id', 'residents', 'resident_id'),
            ('appeals', 'house_id', 'houses', 'house_id'),
            ('appeals', 'category_id', 'categories', 'category_id'),
            ('appeals', 'organisation_id', 'organisations', 'organisation_id'),
            ('appeal_texts', 'appeal_id', 'appeals', 'appeal_id'),
            ('appeal_contacts', 'appeal_id', 'appeals', 'appeal_id'),
            ('appeal_clocks', 'appeal_id', 'appeals', 'appeal_id'),
            ('appeal_clocks', 'joined_id', 'appeals', 'appeal_id'),
            ('appeal_events', 'appeal_id', 'appeals', 'appeal_id'),
            ('appeal_events', 'user_id', 'staff_users', 'user_id'),
            ('idempotency_keys', 'appeal_id', 'appeals', 'appeal_id'),
            ('routing_decisions', 'appeal_id', 'appeals', 'appeal_id'),
            ('tickets', 'appeal_id', 'appeals', 'appeal_id'),
            ('tickets', 'organisation_id', 'organisations', 'organisation_id'),
            ('tickets', 'category_id', 'categories', 'category_id'),
            ('tickets', 'house_id', 'houses', 'house_id'),
            ('tickets', 'assignee_id', 'staff_users', 'user_id'),
            ('tickets', 'lease_user_id', 'staff_users', 'user_id'),
            ('ticket_events', 'ticket_id', 'tickets', 'ticket_id'),
            ('ticket_events', 'user_id', 'staff_users', 'user_id')
        ) AS r (child, child_key, parent, parent_key)
    LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I AS child WHERE child.%I IS NOT NULL AND NOT EXISTS (
                SELECT FROM %I AS parent
                WHERE parent.municipality_id = child.municipality_id AND parent.%I = child.%I))',
            reference.child, reference.child_key, reference.parent, reference.parent_key, reference.child_key
        ) INTO broken;
        IF broken THEN RETURN NEXT reference.child || '.' || reference.child_key; END IF;
    END LOOP;
END $$;
