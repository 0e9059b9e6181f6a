-- The chunks that facts are planted beside.
SELECT chunk.document, chunk.ordinal, chunk.page, chunk.text, chunk.tokens
FROM raw.chunks AS chunk
JOIN (
    SELECT DISTINCT unnest($documents::TEXT[]) AS document, unnest($ordinals::INTEGER[]) AS ordinal
) AS wanted USING (document, ordinal);
