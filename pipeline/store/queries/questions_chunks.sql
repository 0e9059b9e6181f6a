SELECT document, ordinal, page, text, tokens
FROM raw.chunks
WHERE document = $document
ORDER BY ordinal;
