-- What residents said and what came of it.
--
-- Hot rows have no foreign keys to tables whose rows are never deleted. A foreign key looks up every new row by
-- itself: at full load that was a third of the work of taking an appeal in. Statements that write such a reference have
-- just read or made what it refers to, and the database refuses to delete it. `zemstvo doctor` looks for rows that refer
-- to nothing.

CREATE TYPE appeal_state AS ENUM (
    'registered', 'triage', 'routed', 'in_progress', 'answered', 'closed', 'reopened',
    'forwarded', 'merged', 'withdrawn', 'rejected'
);
CREATE TYPE appeal_kind AS ENUM ('appeal_59fz', 'message', 'information_request', 'dispatch_request');
CREATE TYPE author_identity AS ENUM ('esia', 'staff_checked', 'paper', 'none');
CREATE TYPE intake_channel AS ENUM ('web', 'app', 'phone', 'email', 'in_person', 'post', 'import');

-- One sequence for all towns: servers take blocks of it and derive the public number from it under the town's secret.
-- Blocks begin small; what a connection reserved on top of them would be lost with it.
CREATE SEQUENCE appeal_ids AS bigint CACHE 1;

-- A row of states: short, changed in its page, and read by the thousand for statistics. No index holds the state
-- itself, so that a change of state touches none. Half of each page stays free, so that a whole page can be routed at
-- once within it.
-- An appeal is found by its number without an index of numbers: the program computes the id from the number, which is a
-- keyed permutation of it. That also means that no two appeals of a town have the same number.
CREATE TABLE appeals (
    municipality_id integer          NOT NULL,
    appeal_id       bigint           NOT NULL,
    number          text             NOT NULL,
    state           appeal_state     NOT NULL DEFAULT 'registered',
    channel         intake_channel   NOT NULL,
    kind            appeal_kind      NOT NULL,
    identity        author_identity  NOT NULL,
    house_id        bigint,
    latitude        double precision CONSTRAINT appeals_latitude_range CHECK (latitude BETWEEN -90 AND 90),
    longitude       double precision CONSTRAINT appeals_longitude_range CHECK (longitude BETWEEN -180 AND 180),
    address         text             CONSTRAINT appeals_address_length CHECK (length(address) BETWEEN 1 AND 500),
    category_id     integer,
    resident_id     uuid,
    organisation_id integer,
    external_id     text,
    occurred_at     timestamptz,
    registered_at   timestamptz      NOT NULL,
    routed_at       timestamptz,
    answered_at     timestamptz,
    closed_at       timestamptz,
    answer          text,
    triage_key      timestamptz      GENERATED ALWAYS AS (CASE WHEN state = 'triage' THEN registered_at END) STORED,
    CONSTRAINT appeals_pkey PRIMARY KEY (municipality_id, appeal_id),
    CONSTRAINT appeals_coordinates_together CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT appeals_answer_with_time CHECK (state <> 'answered' OR (answer IS NOT NULL AND answered_at IS NOT NULL)),
    CONSTRAINT appeals_closed_with_time CHECK
        ((state IN ('closed', 'forwarded', 'merged', 'withdrawn', 'rejected')) = (closed_at IS NOT NULL)),
    CONSTRAINT appeals_closed_after_registration CHECK (closed_at >= registered_at)
) WITH (fillfactor = 50);
-- Nothing is looked up by the answer, and statistics of long texts are expensive to gather.
ALTER TABLE appeals ALTER COLUMN answer SET STATISTICS 0;
COMMENT ON COLUMN appeals.kind IS 'what it is; decides which clocks start';
COMMENT ON COLUMN appeals.identity IS 'how it is known who the author is';
COMMENT ON COLUMN appeals.resident_id IS 'keyed hash of the phone or e-mail given, so that one person''s appeals meet without the contact being read';
COMMENT ON COLUMN appeals.organisation_id IS 'the organisation now responsible: that of the newest ticket; null until routed';
COMMENT ON COLUMN appeals.external_id IS 'identifier in the system the appeal was imported from';
COMMENT ON COLUMN appeals.triage_key IS 'registered_at while a coordinator must decide, by which those waiting are found';

CREATE INDEX appeals_by_registration ON appeals (municipality_id, registered_at);
CREATE INDEX appeals_in_triage ON appeals (municipality_id, triage_key, appeal_id) WHERE triage_key IS NOT NULL;
CREATE INDEX appeals_awaiting_closure ON appeals (municipality_id, answered_at)
    WHERE answered_at IS NOT NULL AND closed_at IS NULL;
CREATE UNIQUE INDEX appeals_external_key ON appeals (municipality_id, external_id) WHERE external_id IS NOT NULL;
-- What else was said lately of a house, or near a point that is no house.
CREATE INDEX appeals_of_house ON appeals (municipality_id, house_id, category_id, registered_at)
    WHERE house_id IS NOT NULL;
CREATE INDEX appeals_near ON appeals (municipality_id, latitude) WHERE house_id IS NULL AND latitude IS NOT NULL;

-- The arcs between states. A change of state that is not one of them is refused.
CREATE FUNCTION appeal_arc_exists(old appeal_state, new appeal_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE old
    WHEN 'registered'  THEN new IN ('routed', 'triage', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'triage'      THEN new IN ('routed', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'routed'      THEN new IN ('in_progress', 'triage', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'in_progress' THEN new IN ('answered', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'answered'    THEN new IN ('closed', 'reopened')
    WHEN 'reopened'    THEN new IN ('in_progress')
    -- A merge can be undone: the appeal then waits for a coordinator.
    WHEN 'merged'      THEN new IN ('triage')
    ELSE false
END;

CREATE FUNCTION refuse_appeal_arc() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_town_transfer() THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'an appeal begins as registered, not as %', NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeals_first_state', TABLE = 'appeals';
    END IF;
    RAISE EXCEPTION 'an appeal cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'appeals_state_arc', TABLE = 'appeals';
END $$;
CREATE TRIGGER appeals_first_state BEFORE INSERT ON appeals FOR EACH ROW
    WHEN (NEW.state <> 'registered' AND NEW.channel <> 'import') EXECUTE FUNCTION refuse_appeal_arc();
CREATE TRIGGER appeals_state_arc BEFORE UPDATE OF state ON appeals FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NOT appeal_arc_exists(OLD.state, NEW.state)) EXECUTE FUNCTION refuse_appeal_arc();
CREATE TRIGGER appeals_kept
    BEFORE UPDATE OF municipality_id, appeal_id, number, channel, registered_at ON appeals FOR EACH ROW
    WHEN ((OLD.municipality_id, OLD.appeal_id, OLD.number, OLD.channel, OLD.registered_at)
        IS DISTINCT FROM (NEW.municipality_id, NEW.appeal_id, NEW.number, NEW.channel, NEW.registered_at))
    EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER appeals_not_deleted BEFORE DELETE OR TRUNCATE ON appeals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- What was said, apart from its state: written once, never edited, only answered.
CREATE TABLE appeal_texts (
    municipality_id integer NOT NULL,
    appeal_id       bigint  NOT NULL,
    -- The program counts letters; the database counts bytes, which costs nothing.
    text            text    NOT NULL CONSTRAINT appeal_texts_length CHECK (octet_length(text) BETWEEN 1 AND 40000),
    CONSTRAINT appeal_texts_pkey PRIMARY KEY (municipality_id, appeal_id)
);
ALTER TABLE appeal_texts ALTER COLUMN text SET STATISTICS 0;
CREATE TRIGGER appeal_texts_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_texts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- Contact data apart from the appeal: what the town answers to, readable by fewer people, erasable on request.
CREATE TABLE appeal_contacts (
    municipality_id integer NOT NULL,
    appeal_id       bigint  NOT NULL,
    name            text    CONSTRAINT appeal_contacts_name_length CHECK (length(name) BETWEEN 1 AND 200),
    phone           text    CONSTRAINT appeal_contacts_phone_length CHECK (length(phone) BETWEEN 1 AND 40),
    email           text    CONSTRAINT appeal_contacts_email_length CHECK (length(email) BETWEEN 3 AND 254),
    address         text    CONSTRAINT appeal_contacts_address_length CHECK (length(address) BETWEEN 1 AND 500),
    CONSTRAINT appeal_contacts_pkey PRIMARY KEY (municipality_id, appeal_id)
);

CREATE TABLE appeal_events (
    municipality_id integer      NOT NULL,
    appeal_id       bigint       NOT NULL,
    event_id        bigint       GENERATED ALWAYS AS IDENTITY,
    at              timestamptz  NOT NULL DEFAULT now(),
    kind            text         NOT NULL,
    from_state      appeal_state,
    to_state        appeal_state,
    actor_kind      actor_kind   NOT NULL,
    actor_id        text         NOT NULL,
    note            text         CONSTRAINT appeal_events_note_length CHECK (length(note) <= 10000),
    public          boolean      NOT NULL DEFAULT true,
    CONSTRAINT appeal_events_pkey PRIMARY KEY (municipality_id, appeal_id, event_id)
);
ALTER TABLE appeal_events ALTER COLUMN note SET STATISTICS 0, ALTER COLUMN actor_id SET STATISTICS 0;
COMMENT ON COLUMN appeal_events.public IS 'whether the resident sees it; staff comments are not public';
CREATE INDEX appeal_events_reopened ON appeal_events (municipality_id, at) WHERE kind = 'reopened';
CREATE TRIGGER appeal_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TABLE idempotency_keys (
    municipality_id integer     NOT NULL,
    key             text        NOT NULL CONSTRAINT idempotency_keys_length CHECK (length(key) BETWEEN 1 AND 255),
    request_hash    bytea       NOT NULL,
    appeal_id       bigint      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (municipality_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING brin (created_at);
