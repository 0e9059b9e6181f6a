SELECT count(*) AS calls
FROM raw.planned
WHERE run = $run;
