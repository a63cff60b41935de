-- The durable queue. It knows nothing of towns.
-- A plain INSERT INTO jobs (kind, arguments), inside whatever transaction makes the job necessary, enqueues.

CREATE TABLE jobs (
    job_id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT jobs_pkey PRIMARY KEY,
    kind             text        NOT NULL,
    arguments        jsonb       NOT NULL DEFAULT '{}',
    priority         smallint    NOT NULL DEFAULT 0,
    run_at           timestamptz NOT NULL DEFAULT now(),
    attempt          smallint    NOT NULL DEFAULT 0,
    maximum_attempts smallint    NOT NULL DEFAULT 20
                                 CONSTRAINT jobs_maximum_attempts_range CHECK (maximum_attempts BETWEEN 1 AND 1000),
    unique_key       text,
    worker_id        bigint,
    claimed_at       timestamptz,
    errors           jsonb       NOT NULL DEFAULT '[]',
    created_at       timestamptz NOT NULL DEFAULT now(),
    size             smallint    NOT NULL DEFAULT 1 CONSTRAINT jobs_size_range CHECK (size >= 1)
) WITH (
    -- Small and hot: rows live for milliseconds, so vacuum often and by number rather than by share.
    -- The emptied pages stay: they are needed again at once, and cutting them off takes an exclusive lock.
    fillfactor = 70, vacuum_truncate = false,
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000,
    -- The planner needs few statistics of the queue, and gathering them often is expensive.
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000,
    autovacuum_vacuum_cost_delay = 0
);
-- Nothing is looked up by these, and statistics of long values are expensive to gather.
ALTER TABLE jobs ALTER COLUMN arguments SET STATISTICS 0, ALTER COLUMN errors SET STATISTICS 0;
COMMENT ON COLUMN jobs.arguments IS 'an object; that of a town''s job names the town as "municipality", so that the job can move with the town';
COMMENT ON COLUMN jobs.priority IS 'lower runs first';
COMMENT ON COLUMN jobs.attempt IS 'counted when claimed, so that an attempt that kills the process counts';
COMMENT ON COLUMN jobs.worker_id IS 'who holds the job: the key of an advisory lock that the worker keeps while it lives; null when nobody does';
COMMENT ON COLUMN jobs.errors IS 'a list of {attempt, at, error}';
COMMENT ON COLUMN jobs.size IS 'units of work in it; batches are measured by them';

CREATE INDEX jobs_ready ON jobs (kind, priority, run_at, job_id) WHERE worker_id IS NULL;
CREATE INDEX jobs_held ON jobs (worker_id) WHERE worker_id IS NOT NULL;
CREATE UNIQUE INDEX jobs_unique_key ON jobs (kind, unique_key) WHERE unique_key IS NOT NULL;

-- Jobs that were given up, kept until somebody requeues them.
CREATE TABLE dead_jobs (
    job_id           bigint      CONSTRAINT dead_jobs_pkey PRIMARY KEY,
    kind             text        NOT NULL,
    arguments        jsonb       NOT NULL,
    priority         smallint    NOT NULL,
    attempt          smallint    NOT NULL,
    maximum_attempts smallint    NOT NULL,
    unique_key       text,
    errors           jsonb       NOT NULL,
    created_at       timestamptz NOT NULL,
    died_at          timestamptz NOT NULL DEFAULT now(),
    size             smallint    NOT NULL DEFAULT 1
);

CREATE TABLE job_schedules (
    name   text        CONSTRAINT job_schedules_pkey PRIMARY KEY,
    ran_at timestamptz NOT NULL
);
COMMENT ON TABLE job_schedules IS 'when each periodic job was last enqueued, by whichever worker';

CREATE TABLE heartbeats (
    name    text        CONSTRAINT heartbeats_pkey PRIMARY KEY,
    beat_at timestamptz NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE heartbeats IS 'written by servers, so that they see that they can write';
