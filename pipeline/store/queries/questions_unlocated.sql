INSERT INTO raw.unlocated (corpus, collection, question, reason)
SELECT
    unnest($corpus::TEXT[]),
    unnest($collection::TEXT[]),
    unnest($question::TEXT[]),
    unnest($reason::TEXT[]);
