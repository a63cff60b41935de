-- Updates the planner's statistics of every table with municipality_id, after a town has been copied into the database.
-- Only the owner of a table may ANALYZE it, and the server's role owns none, so this function runs as the owner. It has no
-- arguments and no result, so it shows nobody a row of another town.
--
-- Its search path ends with pg_temp. Otherwise PostgreSQL would look for tables and types among the caller's temporary
-- objects first, and whoever calls the function could have their own code run as the owner.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE FUNCTION analyze_town_tables() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    relation record;
BEGIN
    FOR relation IN
        SELECT current_schema() AS folder, c.relname AS name FROM pg_class AS c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND EXISTS (
                SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'municipality_id' AND NOT attisdropped
            )
        ORDER BY c.relname
    LOOP
        EXECUTE format('ANALYZE %I.%I', relation.folder, relation.name);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION analyze_town_tables() FROM PUBLIC;
