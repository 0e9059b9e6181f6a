-- The calls of a run with their verdict, in its own (seeded) order. Where there are more
-- than $most, the first of each model; of a text the first $chars characters.
WITH placed AS (
    SELECT call, model, row_number() OVER (PARTITION BY model ORDER BY position, call) AS turn
    FROM raw.planned
    WHERE run = $run
),
chosen AS (
    SELECT call
    FROM placed
    ORDER BY turn, model
    LIMIT $most
),
told AS (
    SELECT
        *,
        if(
            outcome = 'answered',
            coalesce(reason, ''),
            concat_ws(': ', error, message)
        ) AS why
    FROM verdicts
    WHERE run = $run AND id IN (FROM chosen)
)
SELECT
    model,
    prompt,
    repeat,
    CASE coalesce(outcome, 'pending')
        WHEN 'answered'
            THEN if(verdict = 'refused', 'declined', coalesce(verdict, 'unscored'))
        ELSE coalesce(outcome, 'pending')
    END AS result,
    left(answer, $chars) AS answer,
    length(answer) AS answer_chars,
    if(given = answer, NULL, left(given, $chars)) AS given,
    nullif(left(why, $chars), '') AS reason,
    length(why) AS reason_chars,
    scorer,
    cited,
    usage,
    cost_usd,
    attempts,
    first_token_s,
    answer_s,
    felt_s,
    censored_s,
    finish_reason,
    replayed_from
FROM told
ORDER BY position, model, id;
