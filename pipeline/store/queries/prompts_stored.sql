-- What is not given does not matter.
SELECT
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, distractors, arrangement, cache, prefix, repeat, layout, rung, evidence,
    evidence_at, evidence_own, passages, leaks_dropped, seed
FROM raw.prompts
WHERE starts_with(id, $beginning)
    AND ($run::TEXT IS NULL OR id IN (SELECT prompt FROM raw.planned WHERE run = $run))
    AND ($question::TEXT IS NULL OR question = $question)
    AND ($condition::TEXT IS NULL OR condition = $condition)
    AND ($length::INTEGER IS NULL OR length = $length)
ORDER BY
    question, length NULLS FIRST, condition, distractors, placement, depth, repeat, id;
