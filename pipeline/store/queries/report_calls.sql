-- Every call of a run with its verdict, as `Store.export` can write it.
CREATE OR REPLACE TEMP TABLE report_calls AS
SELECT * EXCLUDE (run)
FROM verdicts
WHERE run = $run
ORDER BY position, id, scorer;
