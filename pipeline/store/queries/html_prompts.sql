SELECT
    id, question, condition, length, tokens, depth, measured_depth, placement,
    template, distractors, arrangement, cache, prefix, repeat, layout, rung, evidence,
    evidence_at, evidence_own, passages, leaks_dropped, seed
FROM raw.prompts
WHERE id IN (SELECT unnest($prompts::TEXT[]))
ORDER BY question, condition, length NULLS FIRST, depth, placement, distractors, id;
