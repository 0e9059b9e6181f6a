-- A number for each text that tells the tallies of a run apart: a million texts are slow
-- to hand over, and as many numbers are not.
CREATE OR REPLACE TEMP TABLE report_codes AS
SELECT
    factor,
    name,
    row_number() OVER (PARTITION BY factor ORDER BY name) - 1 AS code
FROM (
    SELECT DISTINCT factor, coalesce(name, '') AS name
    FROM (
        SELECT DISTINCT
            model, condition, question, placement, distractors, cluster, answer_type
        FROM report_judged
    )
    UNPIVOT INCLUDE NULLS (
        name FOR factor IN (
            model, condition, question, placement, distractors, cluster, answer_type
        )
    )
);
