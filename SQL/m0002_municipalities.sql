-- The towns of this database. Everything that a town has carries its municipality_id.

CREATE FUNCTION refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: it is kept as it was written', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_kept', TABLE = TG_TABLE_NAME;
END $$;

CREATE TABLE municipalities (
    municipality_id integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT municipalities_pkey PRIMARY KEY,
    code            text        NOT NULL CONSTRAINT municipalities_code_key UNIQUE
                                CONSTRAINT municipalities_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name            text        NOT NULL CONSTRAINT municipalities_name_form CHECK (length(name) BETWEEN 1 AND 200),
    time_zone       text        NOT NULL,
    secret          bytea       NOT NULL CONSTRAINT municipalities_secret_length CHECK (length(secret) = 32),
    created_at      timestamptz NOT NULL DEFAULT now()
);
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
