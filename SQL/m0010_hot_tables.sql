-- Rows that come by the thousand are not checked against what can never go away.
--
-- A foreign key looks every new row up by itself: at full load that was a third of the work of taking an appeal in.
-- What refers to a town, a house, a category, an organisation or an appeal is written by statements that have just read or
-- made it, and none of these is ever deleted: the database refuses it. `zemstvo doctor` looks for rows that refer to
-- nothing.

CREATE TRIGGER municipalities_not_deleted BEFORE DELETE OR TRUNCATE ON municipalities
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
DROP TRIGGER appeals_not_deleted ON appeals;
CREATE TRIGGER appeals_not_deleted BEFORE DELETE OR TRUNCATE ON appeals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER organisations_not_deleted BEFORE DELETE OR TRUNCATE ON organisations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER houses_not_deleted BEFORE DELETE OR TRUNCATE ON houses
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER categories_not_deleted BEFORE DELETE OR TRUNCATE ON categories
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER residents_not_deleted BEFORE DELETE OR TRUNCATE ON residents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER tickets_not_truncated BEFORE TRUNCATE ON tickets
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

ALTER TABLE residents DROP CONSTRAINT residents_municipality;
ALTER TABLE appeals DROP CONSTRAINT appeals_municipality, DROP CONSTRAINT appeals_resident,
    DROP CONSTRAINT appeals_house, DROP CONSTRAINT appeals_category, DROP CONSTRAINT appeals_organisation;
ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_municipality;
ALTER TABLE appeal_contacts DROP CONSTRAINT appeal_contacts_appeal;
ALTER TABLE appeal_clocks DROP CONSTRAINT appeal_clocks_appeal, DROP CONSTRAINT appeal_clocks_joined;
ALTER TABLE appeal_events DROP CONSTRAINT appeal_events_appeal;
ALTER TABLE routing_decisions DROP CONSTRAINT routing_decisions_appeal;
ALTER TABLE tickets DROP CONSTRAINT tickets_appeal, DROP CONSTRAINT tickets_organisation,
    DROP CONSTRAINT tickets_category, DROP CONSTRAINT tickets_house;
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_ticket;

-- The queue's ways are told to the planner: it needs few statistics, and gathering them often is dear.
ALTER TABLE jobs SET (autovacuum_analyze_threshold = 100000);
-- What nothing is looked up by needs no statistics, and long texts are dear to gather them of.
ALTER TABLE jobs ALTER COLUMN arguments SET STATISTICS 0, ALTER COLUMN errors SET STATISTICS 0;
ALTER TABLE appeals ALTER COLUMN text SET STATISTICS 0, ALTER COLUMN answer SET STATISTICS 0;
ALTER TABLE routing_decisions ALTER COLUMN details SET STATISTICS 0;
ALTER TABLE ticket_events ALTER COLUMN note SET STATISTICS 0, ALTER COLUMN details SET STATISTICS 0;
ALTER TABLE appeal_events ALTER COLUMN note SET STATISTICS 0;

-- The tables with rows that refer to nothing: none, unless somebody went around the program.
CREATE VIEW dangling AS
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
