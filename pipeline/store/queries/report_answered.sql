-- How many of a run's calls have an answer.
SELECT count(*) AS calls
FROM raw.planned AS planned
JOIN raw.calls AS call ON call.id = planned.call
WHERE planned.run = $run AND planned.unsent IS NULL AND call.outcome = 'answered';
