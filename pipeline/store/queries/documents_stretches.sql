SELECT document, min(rowid) AS first, max(rowid) AS last
FROM raw.chunks
WHERE document IN (
    SELECT document
    FROM raw.sources
    WHERE list_contains($corpora::TEXT[], corpus)
)
GROUP BY document;
