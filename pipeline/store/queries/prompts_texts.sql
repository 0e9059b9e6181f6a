-- The texts of some chunks, each under the first path that holds its document.
WITH found AS (
    SELECT number, document, page, text
    FROM raw.chunks
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
),
path AS (
    SELECT document, min(path) AS path
    FROM raw.sources
    WHERE corpus = $corpus AND document IN (SELECT document FROM found)
    GROUP BY document
)
SELECT found.number, found.page, found.text, path.path
FROM found
JOIN path ON path.document = found.document;
