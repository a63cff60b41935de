-- Work orders that organisations get out of appeals.

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
    CONSTRAINT tickets_lease_whole CHECK ((lease_user_id IS NULL) = (leased_until IS NULL))
) WITH (fillfactor = 85);
COMMENT ON COLUMN tickets.urgency IS '0 emergency, 1 ordinary; the queue is ordered by urgency, due_at, ticket_id';
COMMENT ON COLUMN tickets.leased_until IS 'a lease runs out by itself, so that nothing can stay locked';
-- A ticket is in one index of its organisation's queue: of the open ones, or of the others.
CREATE INDEX tickets_open ON tickets (municipality_id, organisation_id, urgency, due_at, ticket_id)
    WHERE state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted');
CREATE INDEX tickets_closed ON tickets (municipality_id, organisation_id, urgency, due_at, ticket_id)
    WHERE state NOT IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted');
CREATE INDEX tickets_by_appeal ON tickets (municipality_id, appeal_id);

-- The arcs between states. A change of state that is not one of them is refused.
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
    IF is_town_transfer() THEN RETURN NEW; END IF;
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
CREATE TRIGGER tickets_not_deleted BEFORE DELETE OR TRUNCATE ON tickets
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

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
    actor_kind      actor_kind   NOT NULL,
    actor_id        text         NOT NULL,
    note            text         CONSTRAINT ticket_events_note_length CHECK (length(note) <= 10000),
    details         jsonb,
    CONSTRAINT ticket_events_pkey PRIMARY KEY (municipality_id, organisation_id, sequence)
);
ALTER TABLE ticket_events ALTER COLUMN note SET STATISTICS 0, ALTER COLUMN details SET STATISTICS 0;
COMMENT ON COLUMN ticket_events.details IS 'of a pause: ground and expected end; of a return: reason and, if known, whose it is';
CREATE INDEX ticket_events_by_ticket ON ticket_events (municipality_id, ticket_id, sequence);
CREATE INDEX ticket_events_returned ON ticket_events (municipality_id, at) WHERE kind = 'returned';
CREATE TRIGGER ticket_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
