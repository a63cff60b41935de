-- A resident is who sent the appeals with one key, and nothing more is kept of him: a table of the keys said what the appeals
-- say, and cost each appeal a row, and a place at random in an index that grows with the town's past.
DROP TABLE residents;
COMMENT ON COLUMN appeals.resident_id IS 'keyed hash of the phone or e-mail given, so that one person''s appeals meet without the contact being read';

CREATE OR REPLACE FUNCTION dangling() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
DECLARE
    reference record;
    broken boolean;
BEGIN
    FOR reference IN
        SELECT * FROM (VALUES
            ('appeals', 'municipality_id', 'municipalities', 'municipality_id'),
            ('appeals', 'appeal_id', 'appeal_texts', 'appeal_id'),
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

-- Ids are taken by the block: each block is one step of the sequence, which is written ahead once instead of every 32 ids.
ALTER SEQUENCE appeal_ids CACHE 512;
