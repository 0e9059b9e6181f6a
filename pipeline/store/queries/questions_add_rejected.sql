INSERT INTO raw.rejected (collection, line, reason)
SELECT
    unnest($collection::TEXT[]),
    unnest($line::INTEGER[]),
    unnest($reason::TEXT[]);
