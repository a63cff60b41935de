-- The program lists the references without a foreign key in one place (`LooseReference`), where a new table adds its own.
-- The function repeated the whole list in each file that added one.
DROP FUNCTION dangling();
