-- The texts of a run's corpus, document by document, in reading order; those with a
-- planted fact stand each alone.
SELECT document, text
FROM (
    SELECT document, ordinal, text
    FROM raw.chunks
    WHERE document IN (
        SELECT source.document
        FROM raw.sources AS source
        JOIN raw.runs AS run ON run.corpus = source.corpus
        WHERE run.name = $run
    )
    UNION ALL
    SELECT id AS document, ordinal, text
    FROM raw.planted
    WHERE number IN (
        SELECT located.planted
        FROM raw.located AS located
        JOIN raw.runs AS run
            ON run.corpus = located.corpus AND run.collection = located.collection
        WHERE run.name = $run
    )
)
ORDER BY document, ordinal;
