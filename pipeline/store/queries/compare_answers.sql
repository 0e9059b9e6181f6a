-- What one model of a run answered to some questions in context, to be quoted.
SELECT
    length,
    depth,
    question,
    placement,
    distractors,
    question_text AS text,
    answers AS wanted,
    outcome,
    verdict,
    left(coalesce(answer, ''), 4000) AS answer,
    left(given, 1000) AS given,
    left(CASE outcome
        WHEN 'answered' THEN reason
        ELSE concat_ws(': ', error, message)
    END, 1000) AS reason
FROM verdicts
WHERE run = $run
    AND model = $model
    AND condition = 'context'
    AND outcome IS NOT NULL
    AND list_contains($questions::TEXT[], question)
ORDER BY question, length, depth, placement, distractors, repeat;
