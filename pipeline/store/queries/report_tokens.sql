-- Prompt tokens as each provider billed them, beside the reference count.
SELECT
    model,
    count(*) AS calls,
    sum(usage.prompt_tokens)::BIGINT AS reported,
    sum(prompt_tokens)::BIGINT AS reference
FROM calls
WHERE run = $run AND sent AND outcome = 'answered' AND usage.prompt_tokens IS NOT NULL
GROUP BY model
ORDER BY model;
