-- How the calls of each question in each cell ended, for each model of a run.
-- A question is left to a reader, for every model alike, when no rule and no judge could
-- tell of more than one in twenty of its answers: a model that abstains must not be
-- counted where one that answers is not.
WITH judged AS (
    SELECT
        *,
        0.05 * count(*) FILTER (outcome = 'answered') OVER (PARTITION BY question)
            < count(*) FILTER (verdict = 'unscored') OVER (PARTITION BY question)
            AS needs_reader
    FROM verdicts
    WHERE run = $run
)
SELECT
    model,
    condition,
    length,
    depth,
    question,
    placement,
    distractors,
    any_value(cluster) AS cluster,
    any_value(answer_type) AS answer_type,
    bool_or(needs_reader) AS needs_reader,
    count(*) AS planned,
    count(*) FILTER (outcome IS NULL) AS pending,
    count(*) FILTER (outcome = 'over_window') AS over_window,
    count(*) FILTER (outcome = 'failed') AS failed,
    count(*) FILTER (outcome = 'truncated') AS truncated,
    count(*) FILTER (outcome = 'refused') AS refused,
    count(*) FILTER (outcome = 'filtered') AS filtered,
    count(*) FILTER (verdict = 'correct') AS correct,
    count(*) FILTER (verdict = 'incorrect') AS incorrect,
    count(*) FILTER (verdict = 'abstained') AS abstained,
    count(*) FILTER (verdict = 'refused') AS declined,
    count(*) FILTER (verdict = 'malformed') AS malformed,
    count(*) FILTER (
        outcome = 'answered' AND coalesce(verdict, 'unscored') = 'unscored'
    ) AS unscored
FROM judged
GROUP BY model, condition, length, depth, question, placement, distractors
ORDER BY model, condition, length, depth, question, placement, distractors;
