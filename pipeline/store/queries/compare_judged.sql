-- The calls of some runs with their verdicts, held once for what compares them: the views
-- they come from join a million texts each time. A question is left to a reader as in
-- report_judged.sql, run by run.
CREATE OR REPLACE TEMP TABLE compare_judged AS
WITH judged AS (
    SELECT
        run, id, prompt, model, position, question, condition, length, prompt_tokens,
        depth, placement, distractors, outcome, sent,
        usage.prompt_tokens AS billed_tokens,
        coalesce(usage.cached_tokens, 0) AS cached_tokens,
        cost_usd, answer_s, felt_s, censored_s, answer_type, cluster, scorer,
        scorer_kind, verdict
    FROM verdicts
    WHERE list_contains($runs::TEXT[], run)
),
open AS (
    SELECT run, question
    FROM judged
    GROUP BY run, question
    HAVING
        0.05 * count(*) FILTER (outcome = 'answered')
        < count(*) FILTER (verdict = 'unscored')
)
SELECT judged.*, open.question IS NOT NULL AS needs_reader
FROM judged
LEFT JOIN open USING (run, question);
