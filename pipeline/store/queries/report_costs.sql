-- What the calls of each model cost, and how many of a cold run met a cache.
SELECT
    model,
    count(*) AS sent,
    count(cost_usd) AS priced,
    coalesce(sum(cost_usd), 0) AS total_usd,
    count(cost_usd) FILTER (outcome = 'answered') AS answers,
    coalesce(sum(cost_usd) FILTER (outcome = 'answered'), 0) AS answers_usd,
    coalesce(list(DISTINCT price_source ORDER BY price_source)
        FILTER (price_source IS NOT NULL), []) AS sources,
    count(*) FILTER (cache = 'cold' AND usage.cached_tokens > 0) AS cold_cached
FROM calls
WHERE run = $run AND sent
GROUP BY model
ORDER BY model;
