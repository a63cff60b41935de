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

-- A change of state touches no index: none of them holds the state itself, so that the row can be changed in its page.
ALTER TABLE appeals ADD COLUMN triage_key timestamptz
    GENERATED ALWAYS AS (CASE WHEN state = 'triage' THEN registered_at END) STORED;
COMMENT ON COLUMN appeals.triage_key IS 'registered_at while a coordinator must decide, by which those waiting are found';
DROP INDEX appeals_in_triage;
CREATE INDEX appeals_in_triage ON appeals (municipality_id, triage_key, appeal_id) WHERE triage_key IS NOT NULL;
DROP INDEX appeals_awaiting_closure;
CREATE INDEX appeals_awaiting_closure ON appeals (municipality_id, answered_at)
    WHERE answered_at IS NOT NULL AND closed_at IS NULL;

-- The queue's ways are told to the planner: it needs few statistics, and gathering them often is dear.
ALTER TABLE jobs SET (autovacuum_analyze_threshold = 100000);
-- What nothing is looked up by needs no statistics, and long texts are dear to gather them of.
ALTER TABLE jobs ALTER COLUMN arguments SET STATISTICS 0, ALTER COLUMN errors SET STATISTICS 0;
ALTER TABLE appeals ALTER COLUMN answer SET STATISTICS 0;
ALTER TABLE routing_decisions ALTER COLUMN details SET STATISTICS 0;
ALTER TABLE ticket_events ALTER COLUMN note SET STATISTICS 0, ALTER COLUMN details SET STATISTICS 0;
ALTER TABLE appeal_events ALTER COLUMN note SET STATISTICS 0;
