-- Prompt tokens as each provider billed them, beside the reference count.
SELECT
    model,
    count(*) AS calls,
    sum(billed_tokens)::BIGINT AS reported,
    sum(prompt_tokens)::BIGINT AS reference
FROM report_judged
WHERE sent AND outcome = 'answered' AND billed_tokens IS NOT NULL
GROUP BY model
ORDER BY model;
