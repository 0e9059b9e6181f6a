-- The last attempt of each of these calls, whether the call has an end or not. One that
-- was replayed may say how many it took without having them.
WITH numbered AS (
    SELECT attempt.call, attempt.number
    FROM raw.attempts AS attempt
    WHERE attempt.call IN (SELECT unnest($calls::TEXT[]))
    UNION ALL
    SELECT call.id AS call, call.attempts AS number
    FROM raw.calls AS call
    WHERE call.id IN (SELECT unnest($calls::TEXT[]))
)

SELECT call, max(number) AS number
FROM numbered
GROUP BY call;
