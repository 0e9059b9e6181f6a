-- Every chunk of a corpus once, under the first path that holds its document.
WITH path AS (
    SELECT document, min(path) AS path
    FROM raw.sources
    WHERE corpus = $corpus AND document IS NOT NULL
    GROUP BY document
)
SELECT
    chunk.number, chunk.document, chunk.ordinal, chunk.page, chunk.text, chunk.tokens,
    path.path
FROM raw.chunks AS chunk
JOIN path ON path.document = chunk.document
ORDER BY chunk.document, chunk.ordinal;
