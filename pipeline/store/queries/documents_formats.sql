-- Each document once, however many files hold it.
SELECT
    format,
    count(*) AS documents,
    sum(pages)::BIGINT AS pages,
    sum(tokens)::BIGINT AS tokens
FROM raw.documents
WHERE id IN (
    SELECT document
    FROM raw.sources
    WHERE list_contains($corpora::TEXT[], corpus)
)
GROUP BY format
ORDER BY format;
