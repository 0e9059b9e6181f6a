-- What a run was about, in one row.
WITH
run AS (SELECT corpus, collection FROM raw.runs WHERE name = $run),
asked AS (SELECT DISTINCT question, answer_type FROM verdicts WHERE run = $run),
shown AS (
    SELECT DISTINCT prompt.id, prompt.leaks_dropped
    FROM raw.planned AS planned
    JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
    WHERE planned.run = $run
),
days AS (
    SELECT min(left(attempt.started_at, 10)) AS first, max(left(attempt.started_at, 10)) AS last
    FROM raw.attempts AS attempt
    WHERE attempt.call IN (SELECT call FROM raw.planned WHERE run = $run)
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
        FROM (
            SELECT question
            FROM verdicts
            WHERE run = $run
            GROUP BY question
            HAVING
                0.05 * count(*) FILTER (outcome = 'answered')
                < count(*) FILTER (verdict = 'unscored')
        )
    ) AS needs_reader,
    (
        SELECT count(DISTINCT question)
        FROM raw.unlocated JOIN run USING (corpus, collection)
    ) AS left_out_questions,
    (SELECT coalesce(sum(leaks_dropped), 0)::BIGINT FROM shown) AS leaks_dropped,
    (SELECT count(DISTINCT repeat) FROM raw.planned WHERE run = $run) AS repeats,
    (SELECT count(*) FROM calls WHERE run = $run AND sent) AS sent,
    (SELECT count(replayed_from) FROM calls WHERE run = $run AND sent) AS replayed,
    (
        SELECT coalesce(list(DISTINCT replayed_from ORDER BY replayed_from), [])
        FROM calls
        WHERE run = $run AND sent AND replayed_from IS NOT NULL
    ) AS replayed_from,
    days.first AS first_day,
    days.last AS last_day
FROM days;
