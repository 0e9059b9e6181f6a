INSERT INTO raw.unbuilt (run, question, condition, length, depth, reason, greatest)
SELECT
    unnest($run::TEXT[]),
    unnest($question::TEXT[]),
    unnest($condition::TEXT[]),
    unnest($length::INTEGER[]),
    unnest($depth::DOUBLE[]),
    unnest($reason::TEXT[]),
    unnest($greatest::INTEGER[]);
