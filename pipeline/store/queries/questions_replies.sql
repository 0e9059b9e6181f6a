-- How calls ended that asked models for questions, as far as they did.
SELECT call.id, call.outcome, call.error, call.answer
FROM raw.calls AS call
WHERE call.id IN (SELECT unnest($calls::TEXT[]));
