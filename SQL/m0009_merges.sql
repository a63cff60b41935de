-- Appeals about the same thing: each that joined another, and what the other got from it.

CREATE TABLE appeal_merges (
    municipality_id integer     NOT NULL,
    merge_id        bigint      GENERATED ALWAYS AS IDENTITY,
    appeal_id       bigint      NOT NULL,
    target_id       bigint      NOT NULL,
    merged_at       timestamptz NOT NULL,
    user_id         integer,
    undone_at       timestamptz,
    undone_by       integer,
    CONSTRAINT appeal_merges_pkey PRIMARY KEY (municipality_id, merge_id),
    CONSTRAINT appeal_merges_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_merges_target FOREIGN KEY (municipality_id, target_id)
        REFERENCES appeals (municipality_id, appeal_id),
    CONSTRAINT appeal_merges_user FOREIGN KEY (municipality_id, user_id)
        REFERENCES staff_users (municipality_id, user_id),
    CONSTRAINT appeal_merges_undone_by FOREIGN KEY (municipality_id, undone_by)
        REFERENCES staff_users (municipality_id, user_id),
    CONSTRAINT appeal_merges_two CHECK (appeal_id <> target_id),
    CONSTRAINT appeal_merges_undone_later CHECK (undone_at >= merged_at)
);
COMMENT ON COLUMN appeal_merges.user_id IS 'who joined them; null for the author, the command line and the machine';
CREATE UNIQUE INDEX appeal_merges_current ON appeal_merges (municipality_id, appeal_id) WHERE undone_at IS NULL;
CREATE INDEX appeal_merges_joined ON appeal_merges (municipality_id, target_id) WHERE undone_at IS NULL;
-- A merge is undone once and never rewritten.
CREATE TRIGGER appeal_merges_kept BEFORE UPDATE ON appeal_merges FOR EACH ROW
    WHEN (OLD.undone_at IS NOT NULL
        OR (OLD.municipality_id, OLD.merge_id, OLD.appeal_id, OLD.target_id, OLD.merged_at, OLD.user_id)
            IS DISTINCT FROM
            (NEW.municipality_id, NEW.merge_id, NEW.appeal_id, NEW.target_id, NEW.merged_at, NEW.user_id))
    EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER appeal_merges_not_deleted BEFORE DELETE OR TRUNCATE ON appeal_merges
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- A merge can be undone: the appeal then waits for a coordinator.
CREATE OR REPLACE FUNCTION appeal_arc_exists(old appeal_state, new appeal_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE old
    WHEN 'registered'  THEN new IN ('routed', 'triage', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'triage'      THEN new IN ('routed', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'routed'      THEN new IN ('in_progress', 'triage', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'in_progress' THEN new IN ('answered', 'forwarded', 'merged', 'withdrawn', 'rejected')
    WHEN 'answered'    THEN new IN ('closed', 'reopened')
    WHEN 'reopened'    THEN new IN ('in_progress')
    WHEN 'merged'      THEN new IN ('triage')
    ELSE false
END;

-- Clocks that joined appeals brought stand beside the appeal's own, so that the earliest counts and each can be taken
-- back.
ALTER TABLE appeal_clocks
    ADD COLUMN joined_id bigint,
    DROP CONSTRAINT appeal_clocks_pkey,
    ADD CONSTRAINT appeal_clocks_key UNIQUE NULLS NOT DISTINCT (municipality_id, appeal_id, kind, joined_id),
    ADD CONSTRAINT appeal_clocks_joined FOREIGN KEY (municipality_id, joined_id)
        REFERENCES appeals (municipality_id, appeal_id);
COMMENT ON COLUMN appeal_clocks.joined_id IS 'the joined appeal that brought the clock; null for the appeal''s own';

-- What else was said of a house of late, or near a point that is no house.
CREATE INDEX appeals_of_house ON appeals (municipality_id, house_id, category_id, registered_at)
    WHERE house_id IS NOT NULL;
CREATE INDEX appeals_near ON appeals (municipality_id, latitude) WHERE house_id IS NULL AND latitude IS NOT NULL;
