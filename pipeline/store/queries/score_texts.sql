-- The texts of a run's corpus, document by document, in reading order.
SELECT chunk.document, chunk.text
FROM raw.chunks AS chunk
WHERE chunk.document IN (
    SELECT source.document
    FROM raw.sources AS source
    JOIN raw.runs AS run ON run.corpus = source.corpus
    WHERE run.name = $run
)
ORDER BY chunk.document, chunk.ordinal;
