-- Some chunks, planted ones too, each under the first path that holds its document.
WITH chunk AS (
    SELECT number, document, page, tokens
    FROM raw.chunks
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
    UNION ALL
    SELECT number, document, page, tokens
    FROM raw.planted
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
),
path AS (
    SELECT source.document, min(source.path) AS path
    FROM raw.sources AS source
    JOIN raw.runs AS run USING (corpus)
    WHERE run.name = $run AND source.document IN (SELECT document FROM chunk)
    GROUP BY source.document
)
SELECT chunk.number, path.path, chunk.page, chunk.tokens
FROM chunk
JOIN path USING (document)
ORDER BY path.path, chunk.page, chunk.number;
