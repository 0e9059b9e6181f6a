-- A file is named by its path in the corpus, or by the corpus and that path; a corpus
-- may be that file.
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
WHERE list_contains($names::TEXT[], path)
    OR list_contains($names::TEXT[], corpus || '/' || path)
    OR (
        list_contains($names::TEXT[], corpus)
        AND (corpus = path OR ends_with(corpus, '/' || path))
    )
ORDER BY corpus, path;
