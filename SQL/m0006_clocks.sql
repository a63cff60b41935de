-- Deadlines, of whatever has them. The program reckons them by its policies; here they are kept ready.

CREATE TABLE clocks (
    municipality_id integer     NOT NULL,
    subject         text        COLLATE "C" NOT NULL
                                CONSTRAINT clocks_subject_form CHECK (subject ~ '^[a-z][a-z0-9_]{0,62}$'),
    subject_id      bigint      NOT NULL,
    policy          text        COLLATE "C" NOT NULL
                                CONSTRAINT clocks_policy_form CHECK (policy ~ '^[a-z][a-z0-9_]{0,62}$'),
    lender_id       bigint      NOT NULL DEFAULT 0,
    norm            text        NOT NULL,
    started_at      timestamptz NOT NULL,
    deadline_at     timestamptz NOT NULL,
    stopped_at      timestamptz,
    at_intake       boolean     NOT NULL DEFAULT false,
    CONSTRAINT clocks_pkey PRIMARY KEY (municipality_id, subject, subject_id, policy, lender_id),
    CONSTRAINT clocks_order CHECK (deadline_at >= started_at AND stopped_at >= started_at)
) WITH (fillfactor = 85);
COMMENT ON COLUMN clocks.subject IS 'what it runs for: appeal, ticket, … ; subject_id is its id';
COMMENT ON COLUMN clocks.policy IS 'the rule by which it runs, as answer_59fz; one clock of each policy, apart from those lent';
COMMENT ON COLUMN clocks.lender_id IS 'the joined appeal that brought the clock, which stands beside the own one so that the earliest counts and each can be taken back; 0 for the own one';
COMMENT ON COLUMN clocks.norm IS 'text and article of the limit, as they were when the clock started';
COMMENT ON COLUMN clocks.stopped_at IS 'when what it waits for was there, or its subject was closed; null while running';
COMMENT ON COLUMN clocks.at_intake IS 'whether the answer to the submission showed it to the resident';

-- Times in which something did not go on: a ledger. A pause is written once, and its end is filled in once.
CREATE TABLE clock_pauses (
    municipality_id integer     NOT NULL,
    subject         text        COLLATE "C" NOT NULL
                                CONSTRAINT clock_pauses_subject_form CHECK (subject ~ '^[a-z][a-z0-9_]{0,62}$'),
    subject_id      bigint      NOT NULL,
    pause_id        bigint      GENERATED ALWAYS AS IDENTITY,
    paused_at       timestamptz NOT NULL,
    resumed_at      timestamptz,
    expected_end    timestamptz NOT NULL,
    ground          text        NOT NULL CONSTRAINT clock_pauses_ground_length CHECK (length(ground) BETWEEN 1 AND 1000),
    actor_kind      actor_kind  NOT NULL,
    actor_id        text        NOT NULL,
    CONSTRAINT clock_pauses_pkey PRIMARY KEY (municipality_id, subject, subject_id, pause_id),
    CONSTRAINT clock_pauses_order CHECK (resumed_at >= paused_at)
);
CREATE UNIQUE INDEX clock_pauses_running ON clock_pauses (municipality_id, subject, subject_id) WHERE resumed_at IS NULL;
CREATE TRIGGER clock_pauses_kept BEFORE UPDATE ON clock_pauses FOR EACH ROW
    WHEN (OLD.resumed_at IS NOT NULL
        OR (OLD.municipality_id, OLD.subject, OLD.subject_id, OLD.pause_id, OLD.paused_at, OLD.expected_end, OLD.ground,
            OLD.actor_kind, OLD.actor_id)
            IS DISTINCT FROM
            (NEW.municipality_id, NEW.subject, NEW.subject_id, NEW.pause_id, NEW.paused_at, NEW.expected_end, NEW.ground,
            NEW.actor_kind, NEW.actor_id))
    EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER clock_pauses_not_deleted BEFORE DELETE OR TRUNCATE ON clock_pauses
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
