-- Frozen months: what was reported stays as it was reported.

CREATE TABLE statistics_snapshots (
    municipality_id integer     NOT NULL CONSTRAINT statistics_snapshots_municipality REFERENCES municipalities,
    month           date        NOT NULL CONSTRAINT statistics_snapshots_first_day CHECK (extract(day FROM month) = 1),
    frozen_at       timestamptz NOT NULL DEFAULT now(),
    report          text        NOT NULL,
    sha256          bytea       NOT NULL CONSTRAINT statistics_snapshots_sha256_length CHECK (length(sha256) = 32),
    CONSTRAINT statistics_snapshots_pkey PRIMARY KEY (municipality_id, month)
);
CREATE TRIGGER statistics_snapshots_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON statistics_snapshots
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
