-- Corpora and question sets that a prompt may come from, those of its own runs first.
SELECT
    run.corpus,
    run.collection,
    coalesce(list(run.name ORDER BY run.name) FILTER (WHERE own.run IS NOT NULL), [])
        AS runs
FROM raw.runs AS run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = $question
LEFT JOIN (SELECT DISTINCT run FROM raw.planned WHERE prompt = $prompt) AS own
    ON own.run = run.name
GROUP BY run.corpus, run.collection
ORDER BY len(runs) = 0, run.corpus, run.collection;
