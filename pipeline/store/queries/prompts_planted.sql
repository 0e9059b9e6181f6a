-- The passages with a planted fact that the questions of a collection show.
WITH path AS (
    SELECT document, min(path) AS path
    FROM raw.sources
    WHERE corpus = $corpus AND document IS NOT NULL
    GROUP BY document
)
SELECT
    planted.number, planted.document, planted.ordinal, planted.page, planted.text,
    planted.tokens, path.path
FROM raw.planted AS planted
JOIN path ON path.document = planted.document
WHERE planted.number IN (
    SELECT located.planted
    FROM raw.located AS located
    WHERE located.corpus = $corpus AND located.collection = $collection
)
ORDER BY planted.document, planted.ordinal, planted.id;
