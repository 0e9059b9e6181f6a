SELECT
    coalesce(sum(usd) FILTER (known), 0.0) AS spent_usd,
    coalesce(sum(usd) FILTER (NOT known), 0.0) AS unknown_usd
FROM raw.spending
WHERE run = $run;
