-- What was said apart from where it stands: a row of states is short, is changed in its page, and is read by the thousand
-- for statistics; a text is written once.

CREATE TABLE appeal_texts (
    municipality_id integer NOT NULL,
    appeal_id       bigint  NOT NULL,
    text            text    NOT NULL CONSTRAINT appeals_text_length CHECK (length(text) BETWEEN 1 AND 10000),
    CONSTRAINT appeal_texts_pkey PRIMARY KEY (municipality_id, appeal_id)
);
ALTER TABLE appeal_texts ALTER COLUMN text SET STATISTICS 0;
INSERT INTO appeal_texts SELECT municipality_id, appeal_id, text FROM appeals ORDER BY municipality_id, appeal_id;

-- What a resident said is never edited, only answered.
CREATE TRIGGER appeal_texts_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_texts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
DROP TRIGGER appeals_kept ON appeals;
CREATE TRIGGER appeals_kept
    BEFORE UPDATE OF municipality_id, appeal_id, number, channel, registered_at ON appeals FOR EACH ROW
    WHEN ((OLD.municipality_id, OLD.appeal_id, OLD.number, OLD.channel, OLD.registered_at)
        IS DISTINCT FROM (NEW.municipality_id, NEW.appeal_id, NEW.number, NEW.channel, NEW.registered_at))
    EXECUTE FUNCTION refuse_edit();
-- Half of each page stays free, so that a whole page of appeals can be routed at once within it.
ALTER TABLE appeals DROP COLUMN text, SET (fillfactor = 50);

-- The tables with rows that refer to nothing: none, unless somebody went around the program.
CREATE VIEW dangling AS
SELECT 'appeals without a text' AS table_name WHERE EXISTS (
    SELECT FROM appeals AS a LEFT JOIN appeal_texts AS words USING (municipality_id, appeal_id)
    WHERE words.appeal_id IS NULL)
UNION ALL
SELECT 'appeal_texts' WHERE EXISTS (
    SELECT FROM appeal_texts AS words LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'residents' AS table_name WHERE EXISTS (
    SELECT FROM residents WHERE municipality_id NOT IN (SELECT municipality_id FROM municipalities))
UNION ALL
SELECT 'appeals' WHERE EXISTS (
    SELECT FROM appeals WHERE municipality_id NOT IN (SELECT municipality_id FROM municipalities))
UNION ALL
SELECT 'appeals of nobody' WHERE EXISTS (
    SELECT FROM appeals AS a LEFT JOIN residents AS r USING (municipality_id, resident_id)
    WHERE a.resident_id IS NOT NULL AND r.resident_id IS NULL)
UNION ALL
SELECT 'appeals of no house' WHERE EXISTS (
    SELECT FROM appeals AS a LEFT JOIN houses AS h USING (municipality_id, house_id)
    WHERE a.house_id IS NOT NULL AND h.house_id IS NULL)
UNION ALL
SELECT 'appeals of no category' WHERE EXISTS (
    SELECT FROM appeals AS a LEFT JOIN categories AS c USING (municipality_id, category_id)
    WHERE a.category_id IS NOT NULL AND c.category_id IS NULL)
UNION ALL
SELECT 'appeals of no organisation' WHERE EXISTS (
    SELECT FROM appeals AS a LEFT JOIN organisations AS o USING (municipality_id, organisation_id)
    WHERE a.organisation_id IS NOT NULL AND o.organisation_id IS NULL)
UNION ALL
SELECT 'idempotency_keys' WHERE EXISTS (
    SELECT FROM idempotency_keys AS k LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'appeal_contacts' WHERE EXISTS (
    SELECT FROM appeal_contacts AS c LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'appeal_clocks' WHERE EXISTS (
    SELECT FROM appeal_clocks AS c LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'appeal_events' WHERE EXISTS (
    SELECT FROM appeal_events AS e LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'routing_decisions' WHERE EXISTS (
    SELECT FROM routing_decisions AS d LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'tickets' WHERE EXISTS (
    SELECT FROM tickets AS t LEFT JOIN appeals AS a USING (municipality_id, appeal_id)
    WHERE a.appeal_id IS NULL)
UNION ALL
SELECT 'tickets of no house' WHERE EXISTS (
    SELECT FROM tickets AS t LEFT JOIN houses AS h USING (municipality_id, house_id)
    WHERE t.house_id IS NOT NULL AND h.house_id IS NULL)
UNION ALL
SELECT 'tickets of no category' WHERE EXISTS (
    SELECT FROM tickets AS t LEFT JOIN categories AS c USING (municipality_id, category_id)
    WHERE c.category_id IS NULL)
UNION ALL
SELECT 'tickets of no organisation' WHERE EXISTS (
    SELECT FROM tickets AS t LEFT JOIN organisations AS o USING (municipality_id, organisation_id)
    WHERE o.organisation_id IS NULL)
UNION ALL
SELECT 'ticket_events' WHERE EXISTS (
    SELECT FROM ticket_events AS e LEFT JOIN tickets AS t USING (municipality_id, ticket_id)
    WHERE t.ticket_id IS NULL);
