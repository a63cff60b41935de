-- The directory of a town: who is responsible for what, where and when.
-- municipality_id leads every primary and foreign key, so that the tables can be partitioned or distributed by it.
-- Organisations, houses and categories are never deleted, because appeals and tickets refer to them without a foreign
-- key (see m0005_appeals): the database refuses it.

CREATE TYPE sector AS ENUM ('state', 'business', 'public');

CREATE TABLE organisations (
    municipality_id integer     NOT NULL CONSTRAINT organisations_municipality REFERENCES municipalities,
    organisation_id integer     GENERATED ALWAYS AS IDENTITY,
    code            text        NOT NULL CONSTRAINT organisations_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name            text        NOT NULL CONSTRAINT organisations_name_form CHECK (length(name) BETWEEN 1 AND 200),
    sector          sector      NOT NULL,
    parent_id       integer,
    kind            text,
    phone           text,
    email           text,
    active          boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisations_pkey PRIMARY KEY (municipality_id, organisation_id),
    CONSTRAINT organisations_code_key UNIQUE (municipality_id, code),
    CONSTRAINT organisations_parent FOREIGN KEY (municipality_id, parent_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT organisations_not_own_parent CHECK (parent_id <> organisation_id)
);
CREATE TRIGGER organisations_not_deleted BEFORE DELETE OR TRUNCATE ON organisations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TABLE areas (
    municipality_id integer NOT NULL CONSTRAINT areas_municipality REFERENCES municipalities,
    area_id         integer GENERATED ALWAYS AS IDENTITY,
    name            text    NOT NULL CONSTRAINT areas_name_form CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT areas_pkey PRIMARY KEY (municipality_id, area_id),
    CONSTRAINT areas_name_key UNIQUE (municipality_id, name)
);

CREATE TABLE houses (
    municipality_id integer          NOT NULL CONSTRAINT houses_municipality REFERENCES municipalities,
    house_id        bigint           GENERATED ALWAYS AS IDENTITY,
    registry_id     text             NOT NULL,
    street          text             NOT NULL CONSTRAINT houses_street_form CHECK (length(street) BETWEEN 1 AND 200),
    number          text             NOT NULL CONSTRAINT houses_number_form CHECK (length(number) BETWEEN 1 AND 40),
    address_key     text             NOT NULL,
    area_id         integer,
    latitude        double precision CONSTRAINT houses_latitude_range CHECK (latitude BETWEEN -90 AND 90),
    longitude       double precision CONSTRAINT houses_longitude_range CHECK (longitude BETWEEN -180 AND 180),
    year_built      smallint,
    floors          smallint,
    entrances       smallint,
    flats           smallint,
    area_m2         double precision,
    created_at      timestamptz      NOT NULL DEFAULT now(),
    CONSTRAINT houses_pkey PRIMARY KEY (municipality_id, house_id),
    CONSTRAINT houses_registry_key UNIQUE (municipality_id, registry_id),
    CONSTRAINT houses_area FOREIGN KEY (municipality_id, area_id) REFERENCES areas (municipality_id, area_id),
    CONSTRAINT houses_coordinates_together CHECK ((latitude IS NULL) = (longitude IS NULL))
);
COMMENT ON COLUMN houses.registry_id IS 'identifier in the register the house came from; two registry entries may share an address';
COMMENT ON COLUMN houses.address_key IS 'street and number in the one form that spellings of an address are compared in';
CREATE INDEX houses_by_address ON houses (municipality_id, address_key text_pattern_ops);
CREATE INDEX houses_by_place ON houses (municipality_id, latitude, longitude) WHERE latitude IS NOT NULL;
CREATE TRIGGER houses_not_deleted BEFORE DELETE OR TRUNCATE ON houses
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE TABLE services (
    municipality_id integer NOT NULL CONSTRAINT services_municipality REFERENCES municipalities,
    service_id      integer GENERATED ALWAYS AS IDENTITY,
    code            text    NOT NULL CONSTRAINT services_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    CONSTRAINT services_pkey PRIMARY KEY (municipality_id, service_id),
    CONSTRAINT services_code_key UNIQUE (municipality_id, code)
);

CREATE TABLE category_groups (
    municipality_id integer NOT NULL CONSTRAINT category_groups_municipality REFERENCES municipalities,
    group_id        integer GENERATED ALWAYS AS IDENTITY,
    code            text    NOT NULL CONSTRAINT category_groups_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name_ru         text    NOT NULL,
    name_en         text    NOT NULL,
    CONSTRAINT category_groups_pkey PRIMARY KEY (municipality_id, group_id),
    CONSTRAINT category_groups_code_key UNIQUE (municipality_id, code)
);

CREATE TABLE categories (
    municipality_id integer NOT NULL CONSTRAINT categories_municipality REFERENCES municipalities,
    category_id     integer GENERATED ALWAYS AS IDENTITY,
    group_id        integer NOT NULL,
    code            text    NOT NULL CONSTRAINT categories_code_form CHECK (code ~ '^[a-z0-9][a-z0-9_.-]{0,126}$'),
    name_ru         text    NOT NULL,
    name_en         text    NOT NULL,
    service_id      integer NOT NULL,
    emergency       boolean NOT NULL DEFAULT false,
    limit_hours     integer CONSTRAINT categories_limit_range CHECK (limit_hours BETWEEN 1 AND 8784),
    keywords        text[]  NOT NULL DEFAULT '{}',
    active          boolean NOT NULL DEFAULT true,
    CONSTRAINT categories_pkey PRIMARY KEY (municipality_id, category_id),
    CONSTRAINT categories_code_key UNIQUE (municipality_id, code),
    CONSTRAINT categories_group FOREIGN KEY (municipality_id, group_id)
        REFERENCES category_groups (municipality_id, group_id),
    CONSTRAINT categories_service FOREIGN KEY (municipality_id, service_id)
        REFERENCES services (municipality_id, service_id)
);
COMMENT ON COLUMN categories.limit_hours IS 'hours round the clock within which the problem is to be solved; null when the category sets no limit';
COMMENT ON COLUMN categories.keywords IS 'word stems and two-word phrases by which a resident''s own words are recognised';
CREATE TRIGGER categories_not_deleted BEFORE DELETE OR TRUNCATE ON categories
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- Programs keep the catalogue in memory and ask for its version. Every statement that writes categories, groups or
-- services gives it another one. It comes from a sequence, so that a version that was rolled back never comes again.
CREATE SEQUENCE catalogue_version_numbers AS bigint;
CREATE TABLE catalogue_versions (
    municipality_id integer NOT NULL CONSTRAINT catalogue_versions_municipality REFERENCES municipalities,
    version         bigint  NOT NULL,
    CONSTRAINT catalogue_versions_pkey PRIMARY KEY (municipality_id)
) WITH (fillfactor = 50);
CREATE FUNCTION renew_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_versions AS c (municipality_id, version)
    SELECT municipality_id, nextval('catalogue_version_numbers')
    FROM (SELECT DISTINCT municipality_id FROM changed ORDER BY municipality_id) AS town
    ON CONFLICT ON CONSTRAINT catalogue_versions_pkey DO UPDATE SET version = nextval('catalogue_version_numbers');
    RETURN NULL;
END $$;
CREATE TRIGGER services_inserted AFTER INSERT ON services REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER services_updated AFTER UPDATE ON services REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER category_groups_inserted AFTER INSERT ON category_groups REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER category_groups_updated AFTER UPDATE ON category_groups REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER categories_inserted AFTER INSERT ON categories REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER categories_updated AFTER UPDATE ON categories REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();

CREATE TABLE service_contracts (
    municipality_id integer NOT NULL CONSTRAINT service_contracts_municipality REFERENCES municipalities,
    contract_id     bigint  GENERATED ALWAYS AS IDENTITY,
    organisation_id integer NOT NULL,
    service_id      integer NOT NULL,
    house_id        bigint,
    area_id         integer,
    valid_from      date    NOT NULL,
    valid_to        date,
    CONSTRAINT service_contracts_pkey PRIMARY KEY (municipality_id, contract_id),
    CONSTRAINT service_contracts_organisation FOREIGN KEY (municipality_id, organisation_id)
        REFERENCES organisations (municipality_id, organisation_id),
    CONSTRAINT service_contracts_service FOREIGN KEY (municipality_id, service_id)
        REFERENCES services (municipality_id, service_id),
    CONSTRAINT service_contracts_house FOREIGN KEY (municipality_id, house_id)
        REFERENCES houses (municipality_id, house_id),
    CONSTRAINT service_contracts_area FOREIGN KEY (municipality_id, area_id)
        REFERENCES areas (municipality_id, area_id),
    CONSTRAINT service_contracts_house_or_area CHECK (house_id IS NULL OR area_id IS NULL),
    CONSTRAINT service_contracts_dates CHECK (valid_to >= valid_from),
    CONSTRAINT service_contracts_key UNIQUE NULLS NOT DISTINCT
        (municipality_id, service_id, house_id, area_id, organisation_id, valid_from)
);
COMMENT ON TABLE service_contracts IS 'organisation × service × house or area; with neither, the whole town';
COMMENT ON COLUMN service_contracts.valid_to IS 'last day of validity; null while open-ended';
