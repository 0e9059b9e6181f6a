-- The calls of a run's plan that have an end.
SELECT DISTINCT planned.call
FROM raw.planned AS planned
JOIN raw.calls AS call ON call.id = planned.call
WHERE planned.run = $run AND planned.unsent IS NULL;
