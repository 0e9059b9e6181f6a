-- Some chunks, planted ones too, each under the first path that holds its document: as a prompt names it.
WITH chunk AS (
    SELECT number, document, ordinal, page, text
    FROM raw.chunks
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
    UNION ALL
    SELECT number, document, ordinal, page, text
    FROM raw.planted
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
),
path AS (
    SELECT document, min(path) AS path
    FROM raw.sources
    WHERE corpus = $corpus AND document IN (SELECT document FROM chunk)
    GROUP BY document
)
SELECT chunk.number, chunk.document, chunk.ordinal, chunk.page, chunk.text, path.path
FROM chunk
JOIN path ON path.document = chunk.document;
