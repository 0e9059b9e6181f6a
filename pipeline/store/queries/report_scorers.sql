-- Which rule gave how many verdicts.
SELECT scorer, count(*) AS answers
FROM verdicts
WHERE run = $run AND scorer IS NOT NULL
GROUP BY scorer
ORDER BY scorer;
