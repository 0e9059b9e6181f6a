-- What each of these calls cost, where it has been made.
SELECT call.id, call.cost_usd
FROM raw.calls AS call
WHERE call.id IN (SELECT unnest($calls::TEXT[]));
