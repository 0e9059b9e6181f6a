-- The calls of a run's plan that have an end which is kept: what failed is no answer.
SELECT DISTINCT planned.call
FROM raw.planned AS planned
JOIN raw.calls AS call ON call.id = planned.call
WHERE planned.run = $run AND planned.unsent IS NULL AND call.outcome <> 'failed';
