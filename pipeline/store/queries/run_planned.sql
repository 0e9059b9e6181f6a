SELECT run, call, prompt, model, endpoint, repeat, position, unsent
FROM raw.planned
WHERE run = $run
ORDER BY position;
