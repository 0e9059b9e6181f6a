-- The texts of some chunks, each under the first path that holds its document.
SELECT
    chunk.number, chunk.page, chunk.text,
    (
        SELECT min(source.path)
        FROM raw.sources AS source
        WHERE source.corpus = $corpus AND source.document = chunk.document
    ) AS path
FROM raw.chunks AS chunk
WHERE chunk.number IN (SELECT unnest($numbers::BIGINT[]));
