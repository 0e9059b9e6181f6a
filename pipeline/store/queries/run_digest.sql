-- All of a run's plan in one value, by which to see that nothing of it has changed.
SELECT
    sha256(
        string_agg(
            concat(
                position, ' ', call, ' ', prompt, ' ', repeat, ' ', model, ' ', endpoint,
                ' ', coalesce(unsent, ''), chr(10)
            ),
            '' ORDER BY position
        )
    ) AS digest
FROM raw.planned
WHERE run = $run;
