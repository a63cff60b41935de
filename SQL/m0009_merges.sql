-- Appeals about the same thing: each that joined another.

CREATE TABLE appeal_merges (
    municipality_id integer     NOT NULL,
    merge_id        bigint      GENERATED ALWAYS AS IDENTITY,
    appeal_id       bigint      NOT NULL,
    target_id       bigint      NOT NULL,
    merged_at       timestamptz NOT NULL,
    actor_kind      actor_kind  NOT NULL,
    actor_id        text        NOT NULL,
    undone_at       timestamptz,
    undone_by_kind  actor_kind,
    undone_by_id    text,
    CONSTRAINT appeal_merges_pkey PRIMARY KEY (municipality_id, merge_id),
    CONSTRAINT appeal_merges_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_merges_target FOREIGN KEY (municipality_id, target_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_merges_two CHECK (appeal_id <> target_id),
    CONSTRAINT appeal_merges_undone_later CHECK (undone_at >= merged_at),
    CONSTRAINT appeal_merges_undone_by_somebody CHECK
        ((undone_at IS NULL) = (undone_by_kind IS NULL) AND (undone_at IS NULL) = (undone_by_id IS NULL))
);
CREATE UNIQUE INDEX appeal_merges_current ON appeal_merges (municipality_id, appeal_id) WHERE undone_at IS NULL;
CREATE INDEX appeal_merges_joined ON appeal_merges (municipality_id, target_id) WHERE undone_at IS NULL;
-- A merge is undone once and never rewritten.
CREATE TRIGGER appeal_merges_kept BEFORE UPDATE ON appeal_merges FOR EACH ROW
    WHEN (OLD.undone_at IS NOT NULL
        OR (OLD.municipality_id, OLD.merge_id, OLD.appeal_id, OLD.target_id, OLD.merged_at, OLD.actor_kind, OLD.actor_id)
            IS DISTINCT FROM
            (NEW.municipality_id, NEW.merge_id, NEW.appeal_id, NEW.target_id, NEW.merged_at, NEW.actor_kind, NEW.actor_id))
    EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER appeal_merges_not_deleted BEFORE DELETE OR TRUNCATE ON appeal_merges
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
