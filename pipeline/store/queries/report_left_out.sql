-- What is not in the figures, and why: rows of the question file, questions, files, and
-- prompts, these by length and kind of reason, and those without their evidence apart.
WITH unbuilt AS (
    SELECT
        *,
        condition = 'gold-removed' AS removed,
        CASE
            WHEN contains(reason, 'too small') THEN 'the corpus is too small'
            WHEN contains(reason, 'evidence alone') THEN 'the question and its evidence alone are longer'
            WHEN contains(reason, 'too little text for one side')
                THEN 'there is too little text for one side of the depth'
        END AS reason_kind
    FROM raw.unbuilt
    WHERE run = $run
),
found AS (
    SELECT
        'row' AS kind, row.line AS place, concat_ws(' ', 'line', row.line, row.place) AS what,
        row.reason, 1 AS items
    FROM raw.rejected AS row
    JOIN raw.runs AS run USING (collection)
    WHERE run.name = $run
    UNION ALL
    SELECT 'question', 0, missing.question, missing.reason, 1
    FROM raw.unlocated AS missing
    JOIN raw.runs AS run USING (corpus, collection)
    WHERE run.name = $run
    UNION ALL
    SELECT 'file', 0, source.path, coalesce(source.reason, source.status), 1
    FROM raw.sources AS source
    JOIN raw.runs AS run USING (corpus)
    WHERE run.name = $run AND source.status IN ('failed', 'empty')
    UNION ALL
    SELECT
        'prompt',
        coalesce(length, 0),
        concat_ws(' ', CASE WHEN length IS NULL OR removed THEN condition END, length),
        coalesce(
            reason_kind,
            min(reason) || CASE WHEN count(DISTINCT reason) > 1 THEN '; and others' ELSE '' END
        ),
        count(*)
    FROM unbuilt
    GROUP BY length, condition, removed, reason_kind
)
SELECT kind, what, reason, items
FROM found
ORDER BY
    list_position(['row', 'question', 'file', 'prompt'], kind),
    place,
    what,
    reason;
