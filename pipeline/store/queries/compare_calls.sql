-- Times and costs of the calls in context of one model of a run, one row a call. A call of
-- whose prompt a cache knew more than a twentieth has a cost and no time, as in
-- report_times.sql; those that accuracy is of are counted, as in report_question_costs.sql.
SELECT
    length,
    depth,
    question,
    placement,
    distractors,
    cluster,
    coalesce(verdict = 'correct', FALSE) AS correct,
    answer_type <> 'unanswerable'
        AND NOT needs_reader
        AND outcome <> 'over_window'
        AND (outcome <> 'answered' OR coalesce(verdict, 'unscored') <> 'unscored')
        AS counted,
    cost_usd,
    if(outcome = 'answered' AND NOT cached, answer_s, NULL) AS answer_s,
    if(outcome = 'answered' AND NOT cached, felt_s, NULL) AS felt_s,
    if(outcome <> 'answered' AND NOT cached AND censored_s IS NOT NULL,
        coalesce(felt_s, censored_s), NULL) AS censored_s
FROM (
    SELECT
        *,
        cached_tokens > 0.05 * coalesce(billed_tokens, prompt_tokens) AS cached
    FROM compare_judged
    WHERE run = $run AND model = $model AND condition = 'context' AND sent
)
ORDER BY position;
