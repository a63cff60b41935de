-- The towns of this database. Everything that a town has carries its municipality_id.

-- Whether this transaction brings a whole town in from another database, or removes the copy that a move left behind.
-- Then rows come in later states and go although they are kept as they were written. Only the transfer of towns makes
-- the setting: SELECT set_config('zemstvo.transfer', 'on', true).
CREATE FUNCTION is_town_transfer() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('zemstvo.transfer', true) = 'on', false);

CREATE FUNCTION refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_town_transfer() THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: it is kept as it was written', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_kept', TABLE = TG_TABLE_NAME;
END $$;

-- Of a town that moves between databases, exactly one side is active, or neither for the moment of the switch.
--     active    takes reads and writes
--     moving    takes no writes: the last difference is being copied to another database
--     moved     takes no writes any more: it is active in another database, and can still be read here
--     arriving  takes no writes yet: it is whole, and becomes active once the other database says that it has moved
CREATE TYPE town_state AS ENUM ('active', 'moving', 'moved', 'arriving');

CREATE TABLE municipalities (
    municipality_id integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT municipalities_pkey PRIMARY KEY,
    code            text        NOT NULL CONSTRAINT municipalities_code_key UNIQUE
                                CONSTRAINT municipalities_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name            text        NOT NULL CONSTRAINT municipalities_name_form CHECK (length(name) BETWEEN 1 AND 200),
    time_zone       text        NOT NULL,
    secret          bytea       NOT NULL CONSTRAINT municipalities_secret_length CHECK (length(secret) = 32),
    created_at      timestamptz NOT NULL DEFAULT now(),
    state           town_state  NOT NULL DEFAULT 'active',
    state_since     timestamptz NOT NULL DEFAULT now(),
    state_by        text        NOT NULL DEFAULT '',
    move_id         uuid,
    move_peer       text,
    appeal_ids_over bigint      NOT NULL DEFAULT 0,
    CONSTRAINT municipalities_move_named CHECK (state = 'active' OR (move_id IS NOT NULL AND move_peer IS NOT NULL))
);
COMMENT ON COLUMN municipalities.state_by IS 'who changed the state last';
COMMENT ON COLUMN municipalities.move_id IS 'the attempt to move that made the state; equal on both sides of one move';
COMMENT ON COLUMN municipalities.move_peer IS 'the other database of that move';
COMMENT ON COLUMN municipalities.appeal_ids_over IS 'appeals to come have greater ids: up to here the ids came with the town from another database, and servers may have reserved the same ones here';
COMMENT ON COLUMN municipalities.secret IS 'key of the public numbers and follow-up codes of this town; never leaves the server';
CREATE TRIGGER municipalities_not_deleted BEFORE DELETE OR TRUNCATE ON municipalities
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- The town that a request asks for by its host name. Read before the town is known.
CREATE TABLE municipality_hosts (
    host            text    CONSTRAINT municipality_hosts_pkey PRIMARY KEY
                            CONSTRAINT municipality_hosts_form CHECK
                            (host ~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$' AND length(host) <= 253),
    municipality_id integer NOT NULL CONSTRAINT municipality_hosts_municipality REFERENCES municipalities
);
COMMENT ON COLUMN municipality_hosts.host IS 'as browsers send it: lower case, names in other scripts in their xn-- form, no port';
CREATE INDEX municipality_hosts_by_municipality ON municipality_hosts (municipality_id);

-- Names the town of this transaction, which is to write: refused unless the town takes writes. A move stops the writes
-- of a town by changing its state, and then waits for the transactions that began before, so that no lock is needed
-- here. A transaction that reads makes the setting by itself.
CREATE FUNCTION enter_town(id integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    current town_state;
BEGIN
    SELECT state INTO current FROM municipalities WHERE municipality_id = id;
    IF current IS DISTINCT FROM 'active' THEN
        RAISE EXCEPTION 'municipality % takes no writes: it is %', id, coalesce(current::text, 'unknown')
            USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'municipalities_take_writes',
                TABLE = 'municipalities';
    END IF;
    PERFORM set_config('zemstvo.municipality', id::text, true);
END $$;
