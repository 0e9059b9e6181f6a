-- Who stamped the bytes that came, of the attempts that count.
SELECT attempt.clock, count(*) AS attempts
FROM raw.attempts AS attempt
WHERE attempt.clock IS NOT NULL
    AND attempt.call IN (SELECT call FROM raw.planned WHERE run = $run)
GROUP BY attempt.clock
ORDER BY attempts DESC, attempt.clock;
