-- Which rule or judge gave how many verdicts, and how many answers it left to a reader.
SELECT
    scorer,
    scorer_kind AS kind,
    count(*) FILTER (verdict <> 'unscored') AS judged,
    count(*) FILTER (verdict = 'unscored') AS unscored
FROM report_judged
WHERE scorer IS NOT NULL
GROUP BY scorer, scorer_kind
ORDER BY scorer;
