-- How often the repeats of each question in one place gave the same answer, for each
-- model and length: in context, of answerable questions that are not left to a reader (as in
-- report_judged.sql), where two answers or more came back. Calls that failed are none.
-- Answers are the same when a rule finds each of them right ("7 million", "7,000,000"),
-- when each says that the documents do not say, or when each declines. Otherwise what the
-- rule read is compared, else the text, without regard to case and spaces; a text that
-- was cut for the score is compared whole.
WITH said AS (
    SELECT
        judged.*,
        call.answer,
        CASE
            WHEN verdict IN ('abstained', 'refused') THEN verdict
            WHEN verdict = 'correct' AND scorer_kind = 'rule' THEN verdict
            ELSE 'said ' || regexp_replace(
                trim(lower(coalesce(
                    CASE WHEN given NOT LIKE '%…' THEN nullif(given, '') END,
                    call.answer,
                    ''
                ))),
                '\s+', ' ', 'g'
            )
        END AS value
    FROM report_judged AS judged
    JOIN raw.calls AS call USING (id)
    WHERE condition = 'context'
        AND judged.outcome = 'answered'
        AND answer_type <> 'unanswerable'
        AND NOT needs_reader
),
place AS (
    SELECT
        model,
        question,
        any_value(cluster) AS cluster,
        length,
        min(value) = max(value) AS same_answer,
        coalesce(min(answer) = max(answer), TRUE) AS same_text
    FROM said
    GROUP BY model, question, length, depth, placement, distractors
    HAVING count(*) > 1
)
SELECT
    model,
    question,
    any_value(cluster) AS cluster,
    length,
    count(*) AS places,
    count(*) FILTER (same_answer) AS same_answer,
    count(*) FILTER (same_text) AS same_text
FROM place
GROUP BY model, question, length
ORDER BY model, question, length;
