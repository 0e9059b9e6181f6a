-- How the calls of each question in each cell ended, for each model of a run, with the
-- codes of report_codes.sql for texts. A control has the length 0 and the depth -1.
WITH tally AS (
    SELECT
        model,
        condition,
        coalesce(length, 0) AS length,
        coalesce(depth, -1) AS depth,
        question,
        placement,
        coalesce(distractors, '') AS distractors,
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
    FROM report_judged
    GROUP BY ALL
)
SELECT
    tally.*
    REPLACE (
        model.code AS model,
        condition.code AS condition,
        question.code AS question,
        placement.code AS placement,
        distractors.code AS distractors,
        cluster.code AS cluster,
        answer_type.code AS answer_type
    )
FROM tally
JOIN report_codes AS model ON model.factor = 'model' AND model.name = tally.model
JOIN report_codes AS condition
    ON condition.factor = 'condition' AND condition.name = tally.condition
JOIN report_codes AS question
    ON question.factor = 'question' AND question.name = tally.question
JOIN report_codes AS placement
    ON placement.factor = 'placement' AND placement.name = tally.placement
JOIN report_codes AS distractors
    ON distractors.factor = 'distractors' AND distractors.name = tally.distractors
JOIN report_codes AS cluster
    ON cluster.factor = 'cluster' AND cluster.name = tally.cluster
JOIN report_codes AS answer_type
    ON answer_type.factor = 'answer_type' AND answer_type.name = tally.answer_type
ORDER BY model, condition, length, depth, question, placement, distractors;
