-- The region of a town, with which the regions of written addresses are compared.

ALTER TABLE municipalities
    ADD COLUMN region text CONSTRAINT municipalities_region_form CHECK (length(region) BETWEEN 1 AND 200);
COMMENT ON COLUMN municipalities.region IS 'such as «Ярославская область»; null compares no regions';

-- Servers keep the region in memory with the houses.
CREATE FUNCTION renew_house_version_of_town() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_versions AS c (municipality_id, version, houses)
    VALUES (NEW.municipality_id, 0, nextval('catalogue_version_numbers'))
    ON CONFLICT ON CONSTRAINT catalogue_versions_pkey DO UPDATE SET houses = excluded.houses;
    RETURN NULL;
END $$;
CREATE TRIGGER municipalities_region_updated AFTER UPDATE OF region ON municipalities
    FOR EACH ROW WHEN (OLD.region IS DISTINCT FROM NEW.region) EXECUTE FUNCTION renew_house_version_of_town();
