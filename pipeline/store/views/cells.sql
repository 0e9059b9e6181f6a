-- One row per run, model, condition, length, depth, placement and kind of distractors:
-- how every planned call ended.
-- `correct` to `unscored` count verdicts on answered calls; nothing is left out. A reply
-- that declines in words is `declined`.
CREATE OR REPLACE VIEW cells AS
SELECT
    run,
    model,
    condition,
    length,
    depth,
    placement,
    distractors,
    count(*) AS planned,
    count(*) FILTER (outcome IS NULL) AS pending,
    count(*) FILTER (outcome = 'answered') AS answered,
    count(*) FILTER (outcome = 'truncated') AS truncated,
    count(*) FILTER (outcome = 'refused') AS refused,
    count(*) FILTER (outcome = 'filtered') AS filtered,
    count(*) FILTER (outcome = 'over_window') AS over_window,
    count(*) FILTER (outcome = 'failed') AS failed,
    count(*) FILTER (verdict = 'correct') AS correct,
    count(*) FILTER (verdict = 'incorrect') AS incorrect,
    count(*) FILTER (verdict = 'abstained') AS abstained,
    count(*) FILTER (verdict = 'refused') AS declined,
    count(*) FILTER (verdict = 'malformed') AS malformed,
    count(*) FILTER (verdict = 'unscored') AS unscored,
    median(answer_s) AS answer_s_p50
FROM verdicts
GROUP BY run, model, condition, length, depth, placement, distractors;
