INSERT INTO raw.rejected (collection, line, place, reason)
SELECT
    unnest($collection::TEXT[]),
    unnest($line::INTEGER[]),
    unnest($place::TEXT[]),
    unnest($reason::TEXT[]);
