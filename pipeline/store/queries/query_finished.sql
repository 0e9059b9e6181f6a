-- How each of these calls ended, where it did.
SELECT call.id, call.outcome
FROM raw.calls AS call
WHERE call.id IN (SELECT unnest($calls::TEXT[]));
