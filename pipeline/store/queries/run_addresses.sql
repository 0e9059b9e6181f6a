-- Where each model of a run's plan is asked.
SELECT DISTINCT model, endpoint
FROM raw.planned
WHERE run = $run;
