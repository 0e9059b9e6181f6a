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
        (SELECT code FROM report_codes WHERE factor = 'model' AND name = tally.model)
            AS model,
        (SELECT code FROM report_codes WHERE factor = 'condition' AND name = tally.condition)
            AS condition,
        (SELECT code FROM report_codes WHERE factor = 'question' AND name = tally.question)
            AS question,
        (SELECT code FROM report_codes WHERE factor = 'placement' AND name = tally.placement)
            AS placement,
        (SELECT code FROM report_codes WHERE factor = 'distractors' AND name = tally.distractors)
            AS distractors,
        (SELECT code FROM report_codes WHERE factor = 'cluster' AND name = tally.cluster)
            AS cluster,
        (SELECT code FROM report_codes WHERE factor = 'answer_type' AND name = tally.answer_type)
            AS answer_type
    )
FROM tally
ORDER BY model, condition, length, depth, question, placement, distractors;
