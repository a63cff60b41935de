-- City projects: joint work of partners of the state, business and public sectors.

CREATE TYPE project_state AS ENUM ('planned', 'active', 'done', 'cancelled');

CREATE TABLE projects (
    municipality_id integer       NOT NULL CONSTRAINT projects_municipality REFERENCES municipalities,
    project_id      integer       GENERATED ALWAYS AS IDENTITY,
    code            text          NOT NULL CONSTRAINT projects_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    title           text          NOT NULL CONSTRAINT projects_title_form CHECK (length(title) BETWEEN 1 AND 300),
    description     text          NOT NULL DEFAULT '',
    state           project_state NOT NULL DEFAULT 'planned',
    lead_id         integer       NOT NULL,
    starts_on       date          NOT NULL,
    ends_on         date          NOT NULL,
    created_at      timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT projects_pkey PRIMARY KEY (municipality_id, project_id),
    CONSTRAINT projects_code_key UNIQUE (municipality_id, code),
    CONSTRAINT projects_lead FOREIGN KEY (municipality_id, lead_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT projects_dates CHECK (ends_on >= starts_on)
);

CREATE TABLE project_partners (
    municipality_id integer NOT NULL,
    project_id      integer NOT NULL,
    organisation_id integer NOT NULL,
    role            text    NOT NULL CONSTRAINT project_partners_role_form CHECK (length(role) BETWEEN 1 AND 300),
    CONSTRAINT project_partners_pkey PRIMARY KEY (municipality_id, project_id, organisation_id),
    CONSTRAINT project_partners_project FOREIGN KEY (municipality_id, project_id)
        REFERENCES projects (municipality_id, project_id),
    CONSTRAINT project_partners_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id)
);

CREATE TABLE project_milestones (
    municipality_id integer  NOT NULL,
    milestone_id    integer  GENERATED ALWAYS AS IDENTITY,
    project_id      integer  NOT NULL,
    title           text     NOT NULL CONSTRAINT project_milestones_title_form CHECK (length(title) BETWEEN 1 AND 300),
    due_on          date     NOT NULL,
    weight          smallint NOT NULL DEFAULT 1 CONSTRAINT project_milestones_weight_range CHECK (weight BETWEEN 1 AND 100),
    progress        smallint NOT NULL DEFAULT 0
                             CONSTRAINT project_milestones_progress_range CHECK (progress BETWEEN 0 AND 100),
    done_on         date,
    CONSTRAINT project_milestones_pkey PRIMARY KEY (municipality_id, milestone_id),
    CONSTRAINT project_milestones_title_key UNIQUE (municipality_id, project_id, title),
    CONSTRAINT project_milestones_project FOREIGN KEY (municipality_id, project_id)
        REFERENCES projects (municipality_id, project_id),
    CONSTRAINT project_milestones_done CHECK ((progress = 100) = (done_on IS NOT NULL))
);
COMMENT ON COLUMN project_milestones.weight IS 'share in the project''s progress, which is the mean of its milestones'' weighted by it';

CREATE TABLE project_appeals (
    municipality_id integer     NOT NULL,
    project_id      integer     NOT NULL,
    appeal_id       bigint      NOT NULL,
    linked_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT project_appeals_pkey PRIMARY KEY (municipality_id, project_id, appeal_id),
    CONSTRAINT project_appeals_project FOREIGN KEY (municipality_id, project_id)
        REFERENCES projects (municipality_id, project_id),
    CONSTRAINT project_appeals_appeal FOREIGN KEY (municipality_id, appeal_id)
        REFERENCES appeals (municipality_id, appeal_id)
);
CREATE INDEX project_appeals_by_appeal ON project_appeals (municipality_id, appeal_id);
