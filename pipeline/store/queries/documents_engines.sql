SELECT
    engine,
    count(*) AS pages,
    count(*) FILTER (WHERE note = 'no text layer') AS without_text
FROM raw.pages
WHERE document IN (
    SELECT document
    FROM raw.sources
    WHERE list_contains($corpora::TEXT[], corpus)
)
GROUP BY engine
ORDER BY pages DESC, engine;
