-- Addresses are read with their parts (see Sources/Addresses), and houses are found in memory.

-- The squeezed form in which addresses were compared could not tell «пер. Победы» from «ул. Победы».
DROP INDEX houses_by_address;
ALTER TABLE houses
    DROP COLUMN address_key,
    DROP CONSTRAINT houses_street_form,
    ADD COLUMN settlement text CONSTRAINT houses_settlement_form CHECK (length(settlement) BETWEEN 1 AND 200),
    ADD COLUMN fias_guid  uuid,
    ADD COLUMN address    text GENERATED ALWAYS AS
        (coalesce(settlement || ', ', '') || CASE street WHEN '' THEN '' ELSE street || ', ' END || number) STORED,
    -- Houses of a village without streets have a settlement only.
    ADD CONSTRAINT houses_street_form CHECK (length(street) BETWEEN 1 AND 200 OR street = '' AND settlement IS NOT NULL);
COMMENT ON COLUMN houses.settlement IS 'village or part of the town, such as «д. Ивановка»; null for the town itself';
COMMENT ON COLUMN houses.fias_guid IS 'identifier in the state register of addresses (ФИАС, now ГАР)';

ALTER TABLE appeals
    ADD COLUMN accuracy real CONSTRAINT appeals_accuracy_range CHECK (accuracy > 0),
    ADD COLUMN flat     text CONSTRAINT appeals_flat_length CHECK (length(flat) BETWEEN 1 AND 20),
    ADD COLUMN entrance text CONSTRAINT appeals_entrance_length CHECK (length(entrance) BETWEEN 1 AND 20),
    ADD COLUMN details  text CONSTRAINT appeals_details_length CHECK (length(details) BETWEEN 1 AND 500);
COMMENT ON COLUMN appeals.accuracy IS 'of the point, in metres; null when not told';
COMMENT ON COLUMN appeals.details IS 'storey, intercom and what else leads to the place in the house';

-- The version of a town's houses, by which servers notice that those in memory are old.
ALTER TABLE catalogue_versions ADD COLUMN houses bigint NOT NULL DEFAULT 0;
CREATE FUNCTION renew_house_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_versions AS c (municipality_id, version, houses)
    SELECT municipality_id, 0, nextval('catalogue_version_numbers')
    FROM (SELECT DISTINCT municipality_id FROM changed ORDER BY municipality_id) AS town
    ON CONFLICT ON CONSTRAINT catalogue_versions_pkey DO UPDATE SET houses = nextval('catalogue_version_numbers');
    RETURN NULL;
END $$;
CREATE TRIGGER houses_inserted AFTER INSERT ON houses REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_house_version();
CREATE TRIGGER houses_updated AFTER UPDATE ON houses REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_house_version();
CREATE TRIGGER areas_inserted AFTER INSERT ON areas REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_house_version();
CREATE TRIGGER areas_updated AFTER UPDATE ON areas REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION renew_house_version();
