SELECT corpus, path, sha256, bytes, modified_ns, status, reason, document, container, tried
FROM raw.sources
WHERE corpus = $corpus
ORDER BY path;
