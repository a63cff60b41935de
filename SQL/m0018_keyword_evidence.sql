-- What is known of how often a category's keywords are right, and the order of triage.
--
-- Keywords decide by themselves only where it is proved that they are right often enough. The proof comes with the
-- catalogue, and from the town's own decided appeals.

ALTER TABLE categories
    ADD COLUMN keywords_right integer NOT NULL DEFAULT 0,
    ADD COLUMN keywords_wrong integer NOT NULL DEFAULT 0,
    ADD COLUMN town_right     integer NOT NULL DEFAULT 0,
    ADD COLUMN town_wrong     integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT categories_evidence_range CHECK (least(keywords_right, keywords_wrong, town_right, town_wrong) >= 0);
COMMENT ON COLUMN categories.keywords_right IS 'texts on which the keywords were measured and found the category rightly; comes with the catalogue';
COMMENT ON COLUMN categories.town_right IS 'the town''s own decided appeals for which they found it rightly; counted by routing keywords --count';

-- The keywords that were measured are no longer there, so neither is the evidence, unless the same statement brings its own.
CREATE FUNCTION forget_keyword_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The evidence comes along with the keywords.
    IF is_town_transfer() THEN RETURN NEW; END IF;
    NEW.town_right := 0;
    NEW.town_wrong := 0;
    IF (NEW.keywords_right, NEW.keywords_wrong) = (OLD.keywords_right, OLD.keywords_wrong) THEN
        NEW.keywords_right := 0;
        NEW.keywords_wrong := 0;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER categories_evidence_of_keywords BEFORE UPDATE OF keywords ON categories
    FOR EACH ROW WHEN (OLD.keywords IS DISTINCT FROM NEW.keywords) EXECUTE FUNCTION forget_keyword_evidence();

-- An emergency waits at the head of triage. The default is a constant, so no row is written.
ALTER TABLE appeals ADD COLUMN triage_urgency smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN appeals.triage_urgency IS 'of those waiting in triage: 0 for an emergency, known or only proposed';
CREATE INDEX appeals_in_triage_by_urgency ON appeals (municipality_id, triage_urgency, triage_key, appeal_id)
    WHERE triage_key IS NOT NULL;
DROP INDEX appeals_in_triage;
