-- Attempts of those of these calls of which fewer costs are stored than attempts.
WITH made AS (
    SELECT attempt.call, attempt.status, attempt.error
    FROM raw.attempts AS attempt
    ANTI JOIN (SELECT id FROM raw.calls WHERE replayed_from IS NOT NULL) AS replayed
        ON replayed.id = attempt.call
    WHERE attempt.call IN (SELECT unnest($calls::TEXT[]))
),

told AS (
    SELECT spent.call, count(*) AS rows
    FROM raw.spending AS spent
    GROUP BY spent.call
)

SELECT made.call, made.status, made.error
FROM made
LEFT JOIN told ON told.call = made.call
QUALIFY count(*) OVER (PARTITION BY made.call) > coalesce(told.rows, 0);
