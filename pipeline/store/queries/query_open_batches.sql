-- Batches whose results are still to come, the oldest first.
SELECT name, id, endpoint, model, state, submitted_at, calls, prompts
FROM raw.batches
WHERE state <> 'collected'
ORDER BY submitted_at, name;
