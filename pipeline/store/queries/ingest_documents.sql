-- As much as an ingest needs to know: the rest stays where it is.
SELECT id, sha256, format, reader, pages, tokens, coalesce(files, 0) AS files
FROM raw.documents
ORDER BY id;
