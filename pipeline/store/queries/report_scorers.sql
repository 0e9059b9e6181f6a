-- Which rule gave how many verdicts, and how many answers it left to a reader.
SELECT
    scorer,
    count(*) FILTER (verdict <> 'unscored') AS judged,
    count(*) FILTER (verdict = 'unscored') AS unscored
FROM verdicts
WHERE run = $run AND scorer IS NOT NULL
GROUP BY scorer
ORDER BY scorer;
