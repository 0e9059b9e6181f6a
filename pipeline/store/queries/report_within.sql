-- How many calls of each model about each question were right at each length in the time
-- that a user is willing to wait, retries and pauses included. They are the calls that accuracy is of
-- (see report_question_costs.sql), failures among them.
-- An answer whose time is not known, or of whose prompt a cache knew more than a
-- twentieth, is no call here; and where none is left that was timed, failures would stand
-- alone: the question is left out at that length.
WITH counted AS (
    SELECT
        *,
        outcome = 'answered' AND (
            felt_s IS NULL
            OR cached_tokens > 0.05 * coalesce(billed_tokens, prompt_tokens)
        ) AS untimed
    FROM report_judged
    WHERE condition = 'context'
        AND outcome <> 'over_window'
        AND answer_type <> 'unanswerable'
        AND NOT needs_reader
        AND (outcome <> 'answered' OR coalesce(verdict, 'unscored') <> 'unscored')
)
SELECT
    model,
    question,
    any_value(cluster) AS cluster,
    length,
    count(*) FILTER (NOT untimed) AS calls,
    count(*) FILTER (NOT untimed AND verdict = 'correct' AND felt_s <= $wait_s) AS hits
FROM counted
GROUP BY model, question, length
HAVING NOT bool_or(untimed)
    OR count(*) FILTER (outcome = 'answered' AND NOT untimed) > 0
ORDER BY model, question, length;
