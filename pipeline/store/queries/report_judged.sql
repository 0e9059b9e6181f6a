-- The calls of a run with their verdicts, held once for the queries of its report: the
-- views they would read join a million texts each time. Without what only single calls
-- are read for: requests, texts of answers, reasons.
-- A question is left to a reader, for every model alike, when no rule and no judge could
-- tell of more than one in twenty of its answers: a model that abstains must not be
-- counted where one that answers is not.
CREATE OR REPLACE TEMP TABLE report_judged AS
WITH judged AS (
    SELECT
        id, prompt, model, repeat, position, question, condition, length, prompt_tokens,
        depth, placement, distractors, cache, outcome, sent, error, finish_reason,
        usage.prompt_tokens AS billed_tokens,
        coalesce(usage.cached_tokens, 0) AS cached_tokens,
        cost_usd, price_source, attempts, first_token_s, answer_s, felt_s, censored_s,
        disturbed, replayed_from, answer_type, cluster, scorer, scorer_kind, verdict,
        given
    FROM verdicts
    WHERE run = $run
),
open AS (
    SELECT question
    FROM judged
    GROUP BY question
    HAVING
        0.05 * count(*) FILTER (outcome = 'answered')
        < count(*) FILTER (verdict = 'unscored')
)
SELECT judged.*, open.question IS NOT NULL AS needs_reader
FROM judged
LEFT JOIN open USING (question);
