-- Every model of every run: how many calls, when they were made, and who answered. Runs
-- share the answers they were asked alike for, so each call knows how many runs hold it.
SELECT
    call.run,
    run.corpus,
    run.collection,
    run.settings,
    call.model,
    count(*) AS planned,
    count(*) FILTER (call.condition = 'context') AS in_context,
    count(*) FILTER (call.condition = 'context' AND call.outcome = 'answered') AS heard,
    min(attempt.first) AS first_call,
    max(attempt.last) AS last_call,
    min(attempt.first) FILTER (held.runs = 1) AS own_call,
    coalesce(list(DISTINCT call.served_model ORDER BY call.served_model)
        FILTER (call.served_model IS NOT NULL), []) AS served
FROM calls AS call
JOIN raw.runs AS run ON run.name = call.run
JOIN (
    SELECT call, count(DISTINCT run) AS runs
    FROM raw.planned
    GROUP BY call
) AS held ON held.call = call.id
LEFT JOIN (
    SELECT call, min(started_at) AS first, max(started_at) AS last
    FROM raw.attempts
    GROUP BY call
) AS attempt ON attempt.call = call.id AND call.sent
GROUP BY ALL
ORDER BY call.run, call.model;
