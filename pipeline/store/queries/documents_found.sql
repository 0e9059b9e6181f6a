-- A document that several files hold is named by the first of them.
WITH place AS (
    SELECT document, min({'corpus': corpus, 'path': path}) AS first
    FROM raw.sources
    WHERE list_contains($corpora::TEXT[], corpus)
    GROUP BY document
)
SELECT
    chunk.rowid AS row,
    place.first.corpus AS corpus,
    place.first.path AS path,
    chunk.document,
    chunk.ordinal,
    chunk.page,
    page.label,
    chunk.text
FROM raw.chunks AS chunk
INNER JOIN place ON place.document = chunk.document
INNER JOIN raw.pages AS page
    ON page.document = chunk.document AND page.number = chunk.page
WHERE chunk.rowid IN (SELECT unnest($rows::BIGINT[]));
