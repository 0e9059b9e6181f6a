SELECT path, document
FROM raw.sources
WHERE corpus = $corpus AND document IS NOT NULL
ORDER BY path;
