-- Deadlines of appeals.

CREATE TYPE clock_kind AS ENUM ('answer', 'resolution');

-- Clocks that joined appeals brought stand beside the appeal's own, so that the earliest counts and each can be taken
-- back.
CREATE TABLE appeal_clocks (
    municipality_id integer     NOT NULL,
    appeal_id       bigint      NOT NULL,
    kind            clock_kind  NOT NULL,
    norm            text        NOT NULL,
    started_at      timestamptz NOT NULL,
    deadline_at     timestamptz NOT NULL,
    stopped_at      timestamptz,
    at_intake       boolean     NOT NULL DEFAULT true,
    joined_id       bigint,
    CONSTRAINT appeal_clocks_key UNIQUE NULLS NOT DISTINCT (municipality_id, appeal_id, kind, joined_id),
    CONSTRAINT appeal_clocks_order CHECK (deadline_at >= started_at AND stopped_at >= started_at)
) WITH (fillfactor = 85);
COMMENT ON COLUMN appeal_clocks.stopped_at IS 'answer: when answered or closed; resolution: when the work was done or the appeal closed; null while running';
COMMENT ON COLUMN appeal_clocks.at_intake IS 'whether the answer to the submission showed it to the resident; false when routing started it';
COMMENT ON COLUMN appeal_clocks.joined_id IS 'the joined appeal that brought the clock; null for the appeal''s own';
