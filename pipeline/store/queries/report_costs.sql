-- What the calls of each model cost, and how many of a cold run met a cache. Answers are
-- those in context at the working lengths: a control, asked with next to nothing to read,
-- says nothing of what a question will cost. Decimals add up to the same in any order.
SELECT
    model,
    count(*) AS sent,
    count(cost_usd) AS priced,
    coalesce(sum(cost_usd::DECIMAL(18, 12)), 0)::DOUBLE AS total_usd,
    count(cost_usd) FILTER (working) AS answers,
    coalesce(sum(cost_usd::DECIMAL(18, 12)) FILTER (working), 0)::DOUBLE
        AS answers_usd,
    coalesce(list(DISTINCT price_source ORDER BY price_source)
        FILTER (price_source IS NOT NULL), []) AS sources,
    count(*) FILTER (cache = 'cold' AND cached_tokens > 0) AS cold_cached
FROM (
    SELECT
        *,
        outcome = 'answered' AND condition = 'context' AND list_contains($working, length)
            AS working
    FROM report_judged
    WHERE sent
)
GROUP BY model
ORDER BY model;
