SELECT id, sha256, format, reader, pages, tokens
FROM raw.documents
ORDER BY id;
