-- What judges replied, as far as they did.
SELECT call.id, call.outcome, call.error, call.answer, call.cost_usd
FROM raw.calls AS call
WHERE call.id IN (SELECT unnest($calls::TEXT[]));
