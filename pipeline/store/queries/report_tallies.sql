-- How the calls of each question in each cell ended, for each model of a run.
-- A question that only a reader can judge is so for every model: a model that declines
-- it must not be counted where one that answers it is not.
WITH judged AS (
    SELECT
        *,
        answer_type = 'free_text'
            OR bool_or(coalesce(verdict = 'unscored', FALSE)) OVER (PARTITION BY question)
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
    count(*) FILTER (
        outcome = 'answered' AND coalesce(verdict, 'unscored') = 'unscored'
    ) AS unscored
FROM judged
GROUP BY model, condition, length, depth, question, placement, distractors
ORDER BY model, condition, length, depth, question, placement, distractors;
