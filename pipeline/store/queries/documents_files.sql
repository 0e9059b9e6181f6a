SELECT
    corpus,
    path,
    status,
    format,
    bytes,
    pages,
    tokens,
    title,
    reason,
    container,
    document,
    sha256
FROM documents
WHERE
    list_contains($corpora::TEXT[], corpus)
    AND ($status::TEXT IS NULL OR status = $status)
ORDER BY corpus, path;
