-- What holds between the tables of a town without foreign keys.

-- Columns with values that refer to nothing, such as `tickets.house_id`: none, unless somebody went around the program.
CREATE FUNCTION dangling() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
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
