-- What residents said and what came of it.

CREATE TYPE appeal_state AS ENUM (
    'registered', 'triage', 'routed', 'in_progress', 'answered', 'closed', 'reopened',
    'forwarded', 'merged', 'withdrawn', 'rejected'
);
CREATE TYPE intake_channel AS ENUM ('web', 'app', 'phone', 'email', 'in_person', 'post', 'import');

-- One sequence for all towns: servers take blocks of it and derive the public number from it under the town's secret.
CREATE SEQUENCE appeal_ids AS bigint;

CREATE TABLE residents (
    municipality_id integer     NOT NULL CONSTRAINT residents_municipality REFERENCES municipalities,
    resident_id     uuid        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT residents_pkey PRIMARY KEY (municipality_id, resident_id)
);
COMMENT ON COLUMN residents.resident_id IS 'keyed hash of the phone or e-mail given, so that one person''s appeals meet without the contact being read';

CREATE TABLE appeals (
    municipality_id integer          NOT NULL CONSTRAINT appeals_municipality REFERENCES municipalities,
    appeal_id       bigint           NOT NULL,
    number          text             NOT NULL,
    state           appeal_state     NOT NULL DEFAULT 'registered',
    channel         intake_channel   NOT NULL,
    text            text             NOT NULL CONSTRAINT appeals_text_length CHECK (length(text) BETWEEN 1 AND 10000),
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
    CONSTRAINT appeals_pkey PRIMARY KEY (municipality_id, appeal_id),
    CONSTRAINT appeals_number_key UNIQUE (municipality_id, number),
    CONSTRAINT appeals_house FOREIGN KEY (municipality_id, house_id) REFERENCES houses (municipality_id, house_id),
    CONSTRAINT appeals_category FOREIGN KEY (municipality_id, category_id)
        REFERENCES categories (municipality_id, category_id),
    CONSTRAINT appeals_resident FOREIGN KEY (municipality_id, resident_id)
        REFERENCES residents (municipality_id, resident_id),
    CONSTRAINT appeals_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT appeals_coordinates_together CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT appeals_answer_with_time CHECK (state <> 'answered' OR (answer IS NOT NULL AND answered_at IS NOT NULL)),
    CONSTRAINT appeals_closed_with_time CHECK
        ((state IN ('closed', 'forwarded', 'merged', 'withdrawn', 'rejected')) = (closed_at IS NOT NULL)),
    CONSTRAINT appeals_closed_after_registration CHECK (closed_at >= registered_at)
) WITH (fillfactor = 85);
COMMENT ON COLUMN appeals.organisation_id IS 'the organisation now responsible: that of the newest ticket; null until routed';
COMMENT ON COLUMN appeals.external_id IS 'identifier in the system the appeal was imported from';

CREATE INDEX appeals_by_registration ON appeals (municipality_id, registered_at);
CREATE INDEX appeals_in_triage ON appeals (municipality_id, registered_at, appeal_id) WHERE state = 'triage';
CREATE INDEX appeals_awaiting_closure ON appeals (municipality_id, answered_at) WHERE state = 'answered';
CREATE UNIQUE INDEX appeals_external_key ON appeals (municipality_id, external_id) WHERE external_id IS NOT NULL;

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
    ELSE false
END;

CREATE FUNCTION refuse_appeal_arc() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

CREATE FUNCTION refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: it is kept as it was written', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_kept', TABLE = TG_TABLE_NAME;
END $$;
-- What a resident said is never edited, only answered.
CREATE TRIGGER appeals_kept
    BEFORE UPDATE OF municipality_id, appeal_id, number, channel, text, registered_at ON appeals FOR EACH ROW
    WHEN ((OLD.municipality_id, OLD.appeal_id, OLD.number, OLD.channel, OLD.text, OLD.registered_at)
        IS DISTINCT FROM (NEW.municipality_id, NEW.appeal_id, NEW.number, NEW.channel, NEW.text, NEW.registered_at))
    EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER appeals_not_deleted BEFORE DELETE ON appeals FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- Contact data apart from the appeal: what the town answers to, readable by fewer people, erasable on request.
CREATE TABLE appeal_contacts (
    municipality_id integer NOT NULL,
    appeal_id       bigint  NOT NULL,
    name            text    CONSTRAINT appeal_contacts_name_length CHECK (length(name) BETWEEN 1 AND 200),
    phone           text    CONSTRAINT appeal_contacts_phone_length CHECK (length(phone) BETWEEN 1 AND 40),
    email           text    CONSTRAINT appeal_contacts_email_length CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT appeal_contacts_pkey PRIMARY KEY (municipality_id, appeal_id),
    CONSTRAINT appeal_contacts_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id)
);

CREATE TYPE clock_kind AS ENUM ('answer', 'resolution');

CREATE TABLE appeal_clocks (
    municipality_id integer     NOT NULL,
    appeal_id       bigint      NOT NULL,
    kind            clock_kind  NOT NULL,
    norm            text        NOT NULL,
    started_at      timestamptz NOT NULL,
    deadline_at     timestamptz NOT NULL,
    stopped_at      timestamptz,
    at_intake       boolean     NOT NULL DEFAULT true,
    CONSTRAINT appeal_clocks_pkey PRIMARY KEY (municipality_id, appeal_id, kind),
    CONSTRAINT appeal_clocks_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_clocks_order CHECK (deadline_at >= started_at AND stopped_at >= started_at)
) WITH (fillfactor = 85);
COMMENT ON COLUMN appeal_clocks.stopped_at IS 'answer: when answered or closed; resolution: when the work was done or the appeal closed; null while running';

COMMENT ON COLUMN appeal_clocks.at_intake IS 'whether the resident was told of it in the answer to the submission; false when routing started it';

CREATE TABLE appeal_events (
    municipality_id integer      NOT NULL,
    appeal_id       bigint       NOT NULL,
    event_id        bigint       GENERATED ALWAYS AS IDENTITY,
    at              timestamptz  NOT NULL DEFAULT now(),
    kind            text         NOT NULL,
    from_state      appeal_state,
    to_state        appeal_state,
    user_id         integer,
    note            text         CONSTRAINT appeal_events_note_length CHECK (length(note) <= 10000),
    public          boolean      NOT NULL DEFAULT true,
    CONSTRAINT appeal_events_pkey PRIMARY KEY (municipality_id, appeal_id, event_id),
    CONSTRAINT appeal_events_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_events_user FOREIGN KEY (municipality_id, user_id)
        REFERENCES staff_users (municipality_id, user_id)
);
COMMENT ON COLUMN appeal_events.public IS 'whether the resident sees it; staff comments are not public';
CREATE INDEX appeal_events_reopened ON appeal_events (municipality_id, at) WHERE kind = 'reopened';
CREATE TRIGGER appeal_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TABLE idempotency_keys (
    municipality_id integer     NOT NULL CONSTRAINT idempotency_keys_municipality REFERENCES municipalities,
    key             text        NOT NULL CONSTRAINT idempotency_keys_length CHECK (length(key) BETWEEN 1 AND 255),
    request_hash    bytea       NOT NULL,
    appeal_id       bigint      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (municipality_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING brin (created_at);
