-- A job may hold many units of work: what was stored by one statement is one job, so that the queue costs hardly anything.

ALTER TABLE jobs ADD COLUMN size smallint NOT NULL DEFAULT 1 CONSTRAINT jobs_size_range CHECK (size >= 1);
COMMENT ON COLUMN jobs.size IS 'units of work in it; batches are measured by them';
ALTER TABLE dead_jobs ADD COLUMN size smallint NOT NULL DEFAULT 1;

-- A route job names all of its appeals.
UPDATE jobs
SET arguments = arguments - 'appeal' || jsonb_build_object('appeals', jsonb_build_array(arguments -> 'appeal'))
WHERE kind = 'route';
UPDATE dead_jobs
SET arguments = arguments - 'appeal' || jsonb_build_object('appeals', jsonb_build_array(arguments -> 'appeal'))
WHERE kind = 'route';
