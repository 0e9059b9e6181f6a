INSERT INTO raw.unbuilt (
    run, question, condition, length, depth, reason, greatest, placement, distractors
)
SELECT
    unnest($run::TEXT[]),
    unnest($question::TEXT[]),
    unnest($condition::TEXT[]),
    unnest($length::INTEGER[]),
    unnest($depth::DOUBLE[]),
    unnest($reason::TEXT[]),
    unnest($greatest::INTEGER[]),
    unnest($placement::TEXT[]),
    unnest($distractors::TEXT[]);
