-- How many attempts the calls of each model took.
SELECT
    model,
    count(*) AS sent,
    count(*) FILTER (attempts > 1) AS retried,
    sum(attempts)::BIGINT AS attempts
FROM report_judged
WHERE sent
GROUP BY model
ORDER BY model;
