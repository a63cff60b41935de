-- Staff of the administration and of organisations, and their API tokens.

-- Who acted: with the kind goes an id as text, that of the user, the digits of the author's appeal, the system's user
-- name at the command line, or the integration's; '' where there is none.
CREATE TYPE actor_kind AS ENUM ('anybody', 'author', 'staff', 'command_line', 'worker', 'integration');

CREATE TYPE staff_role AS ENUM ('operator', 'dispatcher', 'head', 'coordinator', 'administrator');

CREATE TABLE staff_users (
    municipality_id integer     NOT NULL CONSTRAINT staff_users_municipality REFERENCES municipalities,
    user_id         integer     GENERATED ALWAYS AS IDENTITY,
    login           text        NOT NULL CONSTRAINT staff_users_login_form CHECK (login ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name            text        NOT NULL CONSTRAINT staff_users_name_form CHECK (length(name) BETWEEN 1 AND 200),
    role            staff_role  NOT NULL,
    organisation_id integer,
    active          boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT staff_users_pkey PRIMARY KEY (municipality_id, user_id),
    CONSTRAINT staff_users_login_key UNIQUE (municipality_id, login),
    CONSTRAINT staff_users_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT staff_users_role_has_organisation CHECK ((role IN ('dispatcher', 'head')) = (organisation_id IS NOT NULL))
);
-- Members of staff are made inactive and never deleted, because events and tickets refer to them without a foreign key.
CREATE TRIGGER staff_users_not_deleted BEFORE DELETE OR TRUNCATE ON staff_users
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TABLE api_tokens (
    municipality_id integer     NOT NULL,
    token_id        integer     GENERATED ALWAYS AS IDENTITY,
    user_id         integer     NOT NULL,
    token_hash      bytea       NOT NULL CONSTRAINT api_tokens_hash_length CHECK (length(token_hash) = 32),
    label           text        NOT NULL CONSTRAINT api_tokens_label_form CHECK (length(label) BETWEEN 1 AND 200),
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    CONSTRAINT api_tokens_pkey PRIMARY KEY (municipality_id, token_id),
    CONSTRAINT api_tokens_hash_key UNIQUE (municipality_id, token_hash),
    CONSTRAINT api_tokens_user FOREIGN KEY (municipality_id, user_id) REFERENCES staff_users (municipality_id, user_id)
);
COMMENT ON COLUMN api_tokens.token_hash IS 'SHA-256 of the token; the token itself is shown once and not kept';
COMMENT ON COLUMN api_tokens.last_used_at IS 'when it last opened the API, kept to the minute';
