-- Of new documents only: a document is its content, so it never changes.
INSERT INTO raw.chunks
SELECT document, ordinal, page, text, tokens
FROM (
    SELECT
        unnest($document::TEXT[]) AS document,
        unnest($ordinal::INTEGER[]) AS ordinal,
        unnest($page::INTEGER[]) AS page,
        unnest($text::TEXT[]) AS text,
        unnest($tokens::INTEGER[]) AS tokens
) AS given
WHERE document NOT IN (SELECT id FROM raw.documents);
