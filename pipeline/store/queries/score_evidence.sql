-- Where the evidence of a run's questions stands in its corpus, each page once.
SELECT DISTINCT located.question, located.document, located.page
FROM raw.located AS located
JOIN raw.runs AS run
    ON run.corpus = located.corpus AND run.collection = located.collection
WHERE run.name = $run AND located.role = 'evidence'
ORDER BY located.question, located.document, located.page;
