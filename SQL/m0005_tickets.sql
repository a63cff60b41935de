-- Work orders that organisations get out of appeals, and why they got them.

CREATE TYPE routing_outcome AS ENUM ('routed', 'triage');

CREATE TABLE routing_decisions (
    municipality_id integer         NOT NULL,
    appeal_id       bigint          NOT NULL,
    decision_id     bigint          GENERATED ALWAYS AS IDENTITY,
    decided_at      timestamptz     NOT NULL DEFAULT now(),
    outcome         routing_outcome NOT NULL,
    reason          text            NOT NULL,
    category_id     integer,
    house_id        bigint,
    contract_id     bigint,
    organisation_id integer,
    user_id         integer,
    details         jsonb           NOT NULL DEFAULT '{}',
    CONSTRAINT routing_decisions_pkey PRIMARY KEY (municipality_id, appeal_id, decision_id),
    CONSTRAINT routing_decisions_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT routing_decisions_routed_somewhere CHECK ((outcome = 'routed') = (organisation_id IS NOT NULL))
);
COMMENT ON COLUMN routing_decisions.reason IS 'code of the rule that decided; its words come from the program in the reader''s language';
CREATE TRIGGER routing_decisions_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON routing_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TYPE ticket_state AS ENUM (
    'queued', 'accepted', 'in_progress', 'paused', 'done', 'confirmed', 'refuted', 'returned', 'cancelled'
);

CREATE TABLE tickets (
    municipality_id integer      NOT NULL,
    ticket_id       bigint       GENERATED ALWAYS AS IDENTITY,
    appeal_id       bigint       NOT NULL,
    organisation_id integer      NOT NULL,
    state           ticket_state NOT NULL DEFAULT 'queued',
    urgency         smallint     NOT NULL CONSTRAINT tickets_urgency_range CHECK (urgency IN (0, 1)),
    due_at          timestamptz  NOT NULL,
    category_id     integer      NOT NULL,
    house_id        bigint,
    assignee_id     integer,
    lease_user_id   integer,
    leased_until    timestamptz,
    queued_at       timestamptz  NOT NULL DEFAULT now(),
    done_at         timestamptz,
    CONSTRAINT tickets_pkey PRIMARY KEY (municipality_id, ticket_id),
    CONSTRAINT tickets_appeal FOREIGN KEY (municipality_id, appeal_id) REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT tickets_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT tickets_category FOREIGN KEY (municipality_id, category_id)
        REFERENCES categories (municipality_id, category_id),
    CONSTRAINT tickets_house FOREIGN KEY (municipality_id, house_id) REFERENCES houses (municipality_id, house_id),
    CONSTRAINT tickets_assignee FOREIGN KEY (municipality_id, assignee_id)
        REFERENCES staff_users (municipality_id, user_id),
    CONSTRAINT tickets_lease_user FOREIGN KEY (municipality_id, lease_user_id)
        REFERENCES staff_users (municipality_id, user_id),
    CONSTRAINT tickets_lease_whole CHECK ((lease_user_id IS NULL) = (leased_until IS NULL))
) WITH (fillfactor = 85);
COMMENT ON COLUMN tickets.urgency IS '0 emergency, 1 ordinary; the queue is ordered by urgency, due_at, ticket_id';
COMMENT ON COLUMN tickets.leased_until IS 'a lease runs out by itself, so that nothing can stay locked';
CREATE INDEX tickets_open ON tickets (municipality_id, organisation_id, urgency, due_at, ticket_id)
    WHERE state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted');
CREATE INDEX tickets_all ON tickets (municipality_id, organisation_id, urgency, due_at, ticket_id);
CREATE INDEX tickets_by_appeal ON tickets (municipality_id, appeal_id);

CREATE FUNCTION ticket_arc_exists(old ticket_state, new ticket_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE old
    WHEN 'queued'      THEN new IN ('accepted', 'returned', 'cancelled')
    WHEN 'accepted'    THEN new IN ('in_progress', 'returned', 'cancelled')
    WHEN 'in_progress' THEN new IN ('paused', 'done', 'cancelled')
    WHEN 'paused'      THEN new IN ('in_progress', 'cancelled')
    WHEN 'done'        THEN new IN ('confirmed', 'refuted')
    WHEN 'refuted'     THEN new IN ('in_progress', 'cancelled')
    ELSE false
END;

CREATE FUNCTION refuse_ticket_arc() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'a ticket begins as queued, not as %', NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tickets_first_state', TABLE = 'tickets';
    END IF;
    RAISE EXCEPTION 'a ticket cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'tickets_state_arc', TABLE = 'tickets';
END $$;
CREATE TRIGGER tickets_first_state BEFORE INSERT ON tickets FOR EACH ROW
    WHEN (NEW.state <> 'queued') EXECUTE FUNCTION refuse_ticket_arc();
CREATE TRIGGER tickets_state_arc BEFORE UPDATE OF state ON tickets FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NOT ticket_arc_exists(OLD.state, NEW.state)) EXECUTE FUNCTION refuse_ticket_arc();
CREATE TRIGGER tickets_not_deleted BEFORE DELETE ON tickets FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- The head of each organisation's event sequence: taken last in a transaction, so that the sequence has no gaps,
-- readers in order of it miss nothing, and the row is locked only for the length of a commit.
CREATE TABLE queue_heads (
    municipality_id integer NOT NULL,
    organisation_id integer NOT NULL,
    sequence        bigint  NOT NULL DEFAULT 0,
    CONSTRAINT queue_heads_pkey PRIMARY KEY (municipality_id, organisation_id),
    CONSTRAINT queue_heads_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id)
) WITH (fillfactor = 50);

CREATE TABLE ticket_events (
    municipality_id integer      NOT NULL,
    organisation_id integer      NOT NULL,
    sequence        bigint       NOT NULL,
    ticket_id       bigint       NOT NULL,
    at              timestamptz  NOT NULL DEFAULT now(),
    kind            text         NOT NULL,
    from_state      ticket_state,
    to_state        ticket_state,
    user_id         integer,
    note            text         CONSTRAINT ticket_events_note_length CHECK (length(note) <= 10000),
    details         jsonb,
    CONSTRAINT ticket_events_pkey PRIMARY KEY (municipality_id, organisation_id, sequence),
    CONSTRAINT ticket_events_ticket FOREIGN KEY (municipality_id, ticket_id)
        REFERENCES tickets (municipality_id, ticket_id),
    CONSTRAINT ticket_events_user FOREIGN KEY (municipality_id, user_id)
        REFERENCES staff_users (municipality_id, user_id)
);
COMMENT ON COLUMN ticket_events.details IS 'of a pause: ground and expected end; of a return: reason and, if known, whose it is';
CREATE INDEX ticket_events_by_ticket ON ticket_events (municipality_id, ticket_id, sequence);
CREATE INDEX ticket_events_returned ON ticket_events (municipality_id, at) WHERE kind = 'returned';
CREATE TRIGGER ticket_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
