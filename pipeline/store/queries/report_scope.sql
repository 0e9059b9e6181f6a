-- What a run was about, in one row.
WITH
run AS (SELECT corpus, collection FROM raw.runs WHERE name = $run),
asked AS (SELECT DISTINCT question, answer_type FROM report_judged),
shown AS (
    SELECT id, leaks_dropped
    FROM raw.prompts
    WHERE id IN (SELECT prompt FROM report_judged)
),
days AS (
    SELECT min(left(attempt.started_at, 10)) AS first, max(left(attempt.started_at, 10)) AS last
    FROM raw.attempts AS attempt
    WHERE attempt.call IN (SELECT id FROM report_judged)
)
SELECT
    (SELECT count(*) FROM raw.sources JOIN run USING (corpus) WHERE status = 'read')
        AS documents,
    (SELECT count(*) FROM raw.sources JOIN run USING (corpus) WHERE status = 'failed')
        AS failed_files,
    (SELECT count(*) FROM asked) AS questions,
    (SELECT count(*) FROM asked WHERE answer_type = 'unanswerable') AS unanswerable,
    (
        SELECT count(*)
        FROM raw.questions AS question
        JOIN run USING (collection)
        JOIN asked ON asked.question = question.id
        WHERE question.type_inferred
    ) AS type_inferred,
    (
        SELECT count(*)
        FROM (SELECT DISTINCT question FROM report_judged WHERE needs_reader)
    ) AS needs_reader,
    (
        SELECT count(DISTINCT question)
        FROM raw.unlocated JOIN run USING (corpus, collection)
    ) AS left_out_questions,
    (SELECT coalesce(sum(leaks_dropped), 0)::BIGINT FROM shown) AS leaks_dropped,
    (SELECT count(DISTINCT repeat) FROM report_judged) AS repeats,
    (SELECT count(*) FROM report_judged WHERE sent) AS sent,
    (SELECT count(replayed_from) FROM report_judged WHERE sent) AS replayed,
    (
        SELECT coalesce(list(DISTINCT replayed_from ORDER BY replayed_from), [])
        FROM report_judged
        WHERE sent AND replayed_from IS NOT NULL
    ) AS replayed_from,
    days.first AS first_day,
    days.last AS last_day
FROM days;
