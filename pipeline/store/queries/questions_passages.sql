-- Every chunk of a corpus once, under the first path that holds its document, in an
-- order that does not depend on when it was ingested.
WITH path AS (
    SELECT document, min(path) AS path
    FROM raw.sources
    WHERE corpus = $corpus AND document IS NOT NULL
    GROUP BY document
)
SELECT path.path, chunk.document, chunk.ordinal, chunk.page, chunk.text
FROM raw.chunks AS chunk
JOIN path ON path.document = chunk.document
ORDER BY path.path, chunk.ordinal;
