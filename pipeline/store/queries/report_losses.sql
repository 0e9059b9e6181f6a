-- A few calls that did not end well: of each kind the first in the run's own (seeded)
-- order, language models before baselines, the next from another; no question twice.
WITH losses AS (
    SELECT
        CASE outcome
            WHEN 'answered' THEN if(verdict = 'refused', 'declined', verdict)
            ELSE outcome
        END AS kind,
        model,
        condition,
        length,
        depth,
        question,
        question_text,
        answers,
        CASE verdict
            WHEN 'abstained' THEN NULL
            ELSE left(coalesce(given, answer), 1000)
        END AS given,
        left(CASE outcome
            WHEN 'answered' THEN reason
            ELSE concat_ws(': ', error, message)
        END, 1000) AS reason,
        position
    FROM verdicts
    WHERE run = $run
        AND condition = 'context'
        AND (
            outcome IN ('failed', 'truncated', 'refused', 'filtered')
            OR verdict IN ('incorrect', 'refused', 'malformed', 'unscored')
            OR (verdict = 'abstained' AND answer_type <> 'unanswerable')
        )
),
apart AS (
    SELECT *
    FROM losses
    QUALIFY row_number() OVER (
        PARTITION BY question ORDER BY starts_with(model, 'baseline/'), position, model
    ) = 1
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY kind, model ORDER BY position) AS turn
    FROM apart
),
placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY kind ORDER BY turn, starts_with(model, 'baseline/'), model
        ) AS place
    FROM ranked
)
SELECT
    kind, model, condition, length, depth, question_text AS question,
    answers AS wanted, given, reason
FROM placed
ORDER BY place, list_position(
    [
        'incorrect', 'abstained', 'declined', 'malformed', 'truncated', 'failed',
        'refused', 'filtered'
    ],
    kind
) NULLS LAST
LIMIT 5;
