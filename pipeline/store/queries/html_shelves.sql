-- The distractors of each of some layouts at one of its lengths, first to last.
WITH wanted AS (
    SELECT unnest($layouts::TEXT[]) AS layout, unnest($rungs::INTEGER[]) AS rung
),
shown AS (
    SELECT
        wanted.layout,
        wanted.rung,
        unnest(layout.chunks) AS chunk,
        unnest(layout.classes) AS class,
        unnest(layout.rungs) AS first_rung,
        generate_subscripts(layout.chunks, 1) AS place
    FROM wanted
    JOIN raw.layouts AS layout ON layout.id = wanted.layout
),
chunk AS (
    SELECT number, tokens
    FROM raw.chunks
    UNION ALL
    SELECT number, tokens
    FROM raw.planted
)
SELECT
    shown.layout,
    shown.rung,
    list(shown.class ORDER BY shown.place) AS classes,
    list(coalesce(chunk.tokens, 0) ORDER BY shown.place) AS tokens
FROM shown
LEFT JOIN chunk ON chunk.number = shown.chunk
WHERE shown.first_rung <= shown.rung
GROUP BY shown.layout, shown.rung
ORDER BY shown.layout, shown.rung;
