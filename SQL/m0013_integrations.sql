-- Other systems that act through the API, with the permissions that the administrator gave them.

-- The bearer of a signed link; its actor_id is the ids of the ticket and the organisation, such as 42/7.
ALTER TYPE actor_kind ADD VALUE 'signed_link';
-- Inbound mail; its actor_id is the Message-ID.
ALTER TYPE actor_kind ADD VALUE 'inbound_mail';

CREATE TABLE integrations (
    municipality_id integer     NOT NULL CONSTRAINT integrations_municipality REFERENCES municipalities,
    integration_id  integer     GENERATED ALWAYS AS IDENTITY,
    code            text        NOT NULL CONSTRAINT integrations_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name            text        NOT NULL CONSTRAINT integrations_name_form CHECK (length(name) BETWEEN 1 AND 200),
    permissions     text[]      NOT NULL,
    active          boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT integrations_pkey PRIMARY KEY (municipality_id, integration_id),
    CONSTRAINT integrations_code_key UNIQUE (municipality_id, code)
);
COMMENT ON COLUMN integrations.permissions IS 'permissions that the program does not know, or that cannot be given, have no effect';
-- Integrations are made inactive and never deleted, because events refer to them without a foreign key.
CREATE TRIGGER integrations_not_deleted BEFORE DELETE OR TRUNCATE ON integrations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- A token belongs to a member of staff or to an integration. PostgreSQL checks the rows of a new foreign key by a statement
-- of the owner, so FORCE is taken off within this transaction.
ALTER TABLE api_tokens NO FORCE ROW LEVEL SECURITY;
ALTER TABLE api_tokens
    ALTER COLUMN user_id DROP NOT NULL,
    ADD COLUMN integration_id integer,
    ADD CONSTRAINT api_tokens_one_holder CHECK ((user_id IS NULL) <> (integration_id IS NULL)),
    ADD CONSTRAINT api_tokens_integration FOREIGN KEY (municipality_id, integration_id)
        REFERENCES integrations (municipality_id, integration_id);
ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;
CALL separate_municipalities('integrations');

-- The function of m0012_tenancy, which now also checks actors that are integrations.
CREATE OR REPLACE FUNCTION dangling() RETURNS SETOF text LANGUAGE plpgsql STABLE AS $function$
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
            ('appeal_events', 'actor_id', 'integrations', 'integration_id::text', $$child.actor_kind = 'integration'$$),
            ('appeal_merges', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('appeal_merges', 'actor_id', 'integrations', 'integration_id::text', $$child.actor_kind = 'integration'$$),
            ('appeal_merges', 'undone_by_id', 'staff_users', 'user_id::text', $$child.undone_by_kind = 'staff'$$),
            ('appeal_merges', 'undone_by_id', 'integrations', 'integration_id::text', $$child.undone_by_kind = 'integration'$$),
            ('clocks', 'subject_id', 'appeals', 'appeal_id', $$child.subject = 'appeal'$$),
            ('clocks', 'subject_id', 'tickets', 'ticket_id', $$child.subject = 'ticket'$$),
            ('clocks', 'lender_id', 'appeals', 'appeal_id', 'child.lender_id <> 0'),
            ('clock_pauses', 'subject_id', 'tickets', 'ticket_id', $$child.subject = 'ticket'$$),
            ('clock_pauses', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('clock_pauses', 'actor_id', 'integrations', 'integration_id::text', $$child.actor_kind = 'integration'$$),
            ('idempotency_keys', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('routing_decisions', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('routing_decisions', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('routing_decisions', 'actor_id', 'integrations', 'integration_id::text', $$child.actor_kind = 'integration'$$),
            ('tickets', 'appeal_id', 'appeals', 'appeal_id', 'true'),
            ('tickets', 'organisation_id', 'organisations', 'organisation_id', 'true'),
            ('tickets', 'category_id', 'categories', 'category_id', 'true'),
            ('tickets', 'house_id', 'houses', 'house_id', 'true'),
            ('tickets', 'assignee_id', 'staff_users', 'user_id', 'true'),
            ('tickets', 'lease_user_id', 'staff_users', 'user_id', 'true'),
            ('ticket_events', 'ticket_id', 'tickets', 'ticket_id', 'true'),
            ('ticket_events', 'actor_id', 'staff_users', 'user_id::text', $$child.actor_kind = 'staff'$$),
            ('ticket_events', 'actor_id', 'integrations', 'integration_id::text', $$child.actor_kind = 'integration'$$)
        ) AS r (child, child_key, parent, parent_key, refers)
    LOOP
        -- The statement names the town as well, because the caller may bypass row-level security.
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
