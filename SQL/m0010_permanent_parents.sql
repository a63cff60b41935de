-- Rows that come by the thousand are not checked against what can never go away.
--
-- A foreign key looks every new row up by itself: at full load that was a third of the work of taking an appeal in.
-- What refers to a town or to an appeal is written by statements that have just read or made the town or the appeal, and
-- neither is ever deleted: the database refuses it. `zemstvo doctor` looks for rows that refer to nothing.

CREATE TRIGGER municipalities_not_deleted BEFORE DELETE OR TRUNCATE ON municipalities
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
DROP TRIGGER appeals_not_deleted ON appeals;
CREATE TRIGGER appeals_not_deleted BEFORE DELETE OR TRUNCATE ON appeals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER residents_not_deleted BEFORE DELETE OR TRUNCATE ON residents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER tickets_not_truncated BEFORE TRUNCATE ON tickets
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

ALTER TABLE residents DROP CONSTRAINT residents_municipality;
ALTER TABLE appeals DROP CONSTRAINT appeals_municipality, DROP CONSTRAINT appeals_resident;
ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_municipality;
ALTER TABLE appeal_contacts DROP CONSTRAINT appeal_contacts_appeal;
ALTER TABLE appeal_clocks DROP CONSTRAINT appeal_clocks_appeal, DROP CONSTRAINT appeal_clocks_joined;
ALTER TABLE appeal_events DROP CONSTRAINT appeal_events_appeal;
ALTER TABLE routing_decisions DROP CONSTRAINT routing_decisions_appeal;
ALTER TABLE tickets DROP CONSTRAINT tickets_appeal;
ALTER TABLE ticket_events DROP CONSTRAINT ticket_events_ticket;

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
SELECT 'ticket_events' WHERE EXISTS (
    SELECT FROM ticket_events AS e LEFT JOIN tickets AS t USING (municipality_id, ticket_id)
    WHERE t.ticket_id IS NULL);
