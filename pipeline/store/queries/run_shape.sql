SELECT count(*) AS calls, count(DISTINCT model) AS models
FROM raw.planned
WHERE run = $run;
