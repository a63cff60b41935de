-- The town of this transaction as an expression that PostgreSQL inlines into each policy. The function of m0012_tenancy in
-- PL/pgSQL was called once for each table of a statement, and each call cost about 2 µs. The meaning is the same: without
-- a town nothing can be read or written, and the error says so.
--
-- The body is RETURN and not a string, so that its names are resolved here and not under the search path of each caller.

CREATE FUNCTION refuse_without_municipality() RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RAISE EXCEPTION 'no municipality is set for this transaction' USING ERRCODE = 'insufficient_privilege';
END $$;

-- After a transaction that had set it the setting reads as '' instead of null.
CREATE OR REPLACE FUNCTION current_municipality() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('zemstvo.municipality', true), '')::integer, refuse_without_municipality());
