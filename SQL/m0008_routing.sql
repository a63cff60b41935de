-- Why an organisation got an appeal, and the models that read a category or an organisation from its words.

CREATE TYPE routing_outcome AS ENUM ('routed', 'triage');

CREATE TABLE routing_decisions (
    municipality_id integer         NOT NULL,
    appeal_id       bigint          NOT NULL,
    decision_id     bigint          GENERATED ALWAYS AS IDENTITY,
    decided_at      timestamptz     NOT NULL DEFAULT now(),
    outcome         routing_outcome NOT NULL,
    reason          text            NOT NULL,
    category_id     integer,
    house_id        bigint,
    contract_id     bigint,
    organisation_id integer,
    actor_kind      actor_kind      NOT NULL,
    actor_id        text            NOT NULL,
    details         jsonb           NOT NULL DEFAULT '{}',
    CONSTRAINT routing_decisions_pkey PRIMARY KEY (municipality_id, appeal_id, decision_id),
    CONSTRAINT routing_decisions_routed_somewhere CHECK ((outcome = 'routed') = (organisation_id IS NOT NULL))
);
ALTER TABLE routing_decisions ALTER COLUMN details SET STATISTICS 0;
COMMENT ON COLUMN routing_decisions.reason IS 'code of the rule that decided; its words come from the program in the reader''s language';
CREATE TRIGGER routing_decisions_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON routing_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TYPE routing_model_kind AS ENUM ('category', 'organisation');

CREATE TABLE routing_models (
    municipality_id integer            NOT NULL CONSTRAINT routing_models_municipality REFERENCES municipalities,
    model_id        integer            GENERATED ALWAYS AS IDENTITY,
    kind            routing_model_kind NOT NULL,
    trained_at      timestamptz        NOT NULL DEFAULT now(),
    fingerprint     text               NOT NULL,
    rows            integer            NOT NULL,
    classes         integer            NOT NULL,
    threshold       double precision   NOT NULL,
    quality         jsonb              NOT NULL,
    model           bytea              NOT NULL,
    CONSTRAINT routing_models_pkey PRIMARY KEY (municipality_id, model_id),
    CONSTRAINT routing_models_kind_key UNIQUE (municipality_id, kind, model_id)
);
-- A model is numbers without repetition: compressing it costs time and saves nothing.
ALTER TABLE routing_models ALTER COLUMN model SET STORAGE EXTERNAL;
COMMENT ON COLUMN routing_models.fingerprint IS 'SHA-256 of the training set: equal for equal texts with equal answers';
COMMENT ON COLUMN routing_models.threshold IS 'confidence from which on the model decides by itself';
COMMENT ON COLUMN routing_models.quality IS 'measured by cross-validation, on texts that it had not learnt from';
CREATE TRIGGER routing_models_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON routing_models
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- The newest row says which model is in use; without a model in it, or without a row, the catalogue's keywords are.
CREATE TABLE routing_activations (
    municipality_id integer            NOT NULL CONSTRAINT routing_activations_municipality REFERENCES municipalities,
    kind            routing_model_kind NOT NULL,
    activation_id   bigint             GENERATED ALWAYS AS IDENTITY,
    at              timestamptz        NOT NULL DEFAULT now(),
    model_id        integer,
    CONSTRAINT routing_activations_pkey PRIMARY KEY (municipality_id, kind, activation_id),
    CONSTRAINT routing_activations_model FOREIGN KEY (municipality_id, kind, model_id)
        REFERENCES routing_models (municipality_id, kind, model_id)
);
CREATE TRIGGER routing_activations_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON routing_activations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
