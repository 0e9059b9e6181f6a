-- Each document with text once, however many files hold it.
SELECT tokens
FROM raw.documents
WHERE
    tokens > 0
    AND id IN (
        SELECT document
        FROM raw.sources
        WHERE list_contains($corpora::TEXT[], corpus)
    )
ORDER BY tokens;
