-- What a guesser could know of each question of a run: yes or no, and of how many.
SELECT DISTINCT
    question.id AS question,
    CASE regexp_extract(lower(question.answers[1]), '^\W*(yes|true|y|no|false|n)\b', 1)
        WHEN 'yes' THEN TRUE
        WHEN 'true' THEN TRUE
        WHEN 'y' THEN TRUE
        WHEN 'no' THEN FALSE
        WHEN 'false' THEN FALSE
        WHEN 'n' THEN FALSE
    END AS yes,
    len(question.choices) AS options
FROM raw.questions AS question
JOIN raw.runs AS run USING (collection)
WHERE run.name = $run
ORDER BY question.id;
